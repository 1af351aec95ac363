// The beamer: draws what /gk/scherm/<sessie>/beeld says, and fetches it again whenever something changed.
//
// Nobody touches the laptop that this runs on. So what is on the wall stays there until there is something newer;
// whatever fails is tried again; and a picture that was missed is fetched within ten seconds, stream or no stream.

import { countLeft, formatTijd } from "./klok.js"
import { make, setText } from "./onderdeel.js"
import { follow, hearTime } from "./stroom.js"

const VERS_MS = 10_000
const HERKANSING_MS = 2_000
const SAMEN_MS = 300 // who types is saved a few times a second: often enough to see a sentence grow
const AFBREKEN_MS = 8_000
const TIK_MS = 250

const RONDEN = {
  schrijven: "Schrijf voor jezelf",
  onthullen: "Lees wat iedereen inbracht",
  bespreken: "Bespreek het samen",
  concluderen: "Trek samen een conclusie",
}
const BELOFTE = {
  "met rol en organisatie": "Straks leest iedereen het, met je rol en organisatie erbij.",
  anoniem: "Straks leest iedereen het, zonder van wie het komt.",
}
const GROEPSTAND = { gemaakt: "nog niet begonnen", open: "", gesloten: "gesloten" }
const MERK = { overeenkomst: "= overeenkomst", verschil: "≠ verschil" }

// Sizes in rem, and a rem is a hundredth of the width: the same picture on every projector. 2.95 rem is 56 px on 1920.
const VRAAG = { schrijven: 5, anders: 3.7, kleinst: 2.95, nood: 1.4, regels: 5 }
const MATEN = {
  kolommen: { grootst: 2.3, kleinst: 1.6 },
  besluit: { grootst: 3.2, kleinst: 1.6 },
  uitslag: { grootst: 2.6, kleinst: 1.6 },
  groepen: { grootst: 2.4, kleinst: 1.5 },
  oogst: { grootst: 2, kleinst: 1.5 },
}
const STAP = 0.1
const KOLOMMEN = 4
const SCHERMDEEL = 0.7 // of what is in view scrolls away at a step, so that the last lines can be found again
const HOOGSTE_DEEL = 0.62 // of the height goes to the question at most, however long it is

const scherm = document.getElementById("scherm")
const sessie = scherm.dataset.sessie
const vind = (id) => document.getElementById(id)

let beeld = null
let getekend = ""
let groepsklokken = [] // of the groups, where these differ
let langste = { van: "", duur: 0 } // what a full bar stands for: the most time that this round had

// ---- Fetching -------------------------------------------------------------------------------------------------------

let isBezig = false
let isWeerNodig = false
let beurt = 0

async function fetchBeeld() {
  clearTimeout(beurt)
  if (isBezig) {
    isWeerNodig = true
    return
  }
  isBezig = true
  isWeerNodig = false
  const { status, inhoud } = await ask()
  isBezig = false
  const isGelukt = inhoud !== null
  beurt = setTimeout(fetchBeeld, isWeerNodig ? SAMEN_MS : isGelukt ? VERS_MS : HERKANSING_MS)
  if (!isGelukt) tell("Even geen verbinding. Dit is het laatste beeld.")
  else if (status === 200) show(inhoud)
  else tellGone(inhoud.melding)
}

async function ask() {
  try {
    const antwoord = await fetch(`/gk/scherm/${sessie}/beeld`, { signal: AbortSignal.timeout(AFBREKEN_MS) })
    const isAntwoord = antwoord.ok || [401, 403, 404].includes(antwoord.status)
    return { status: antwoord.status, inhoud: isAntwoord ? await antwoord.json() : null }
  } catch {
    return { status: 0, inhoud: null }
  }
}

// Of no concern: who is there, who is writing, and texts at other questions.
const ONBELANGRIJK = new Set(["nu", "nummer", "aanwezig", "schrijft", "standen", "teksten"])

function concernsUs(bericht) {
  if ((bericht.teksten ?? []).some(({ plek }) => showsTekst(plek))) return true
  return Object.entries(bericht).some(([naam, waarde]) => !ONBELANGRIJK.has(naam) && hasSomething(waarde))
}

function showsTekst(plek) {
  const vraag = beeld?.vraag?.id
  return Boolean(beeld?.oogst.length) || Boolean(vraag && plek.split("/")[1].startsWith(vraag))
}

function hasSomething(waarde) {
  if (waarde === null || typeof waarde !== "object") return waarde !== false
  return Object.keys(waarde).length > 0
}

let isGepland = false

function plan() {
  if (isGepland) return
  isGepland = true
  setTimeout(() => {
    isGepland = false
    void fetchBeeld()
  }, SAMEN_MS)
}

let volgt = false

function show(nieuw) {
  beeld = nieuw
  hearTime(nieuw.nu)
  tell("")
  const tekening = JSON.stringify({ ...nieuw, nu: null, nummer: null })
  if (tekening !== getekend) draw()
  getekend = tekening
  if (volgt) return
  volgt = true
  follow(sessie, nieuw.nummer, (_, bericht) => {
    if ("regie" in bericht) void fetchBeeld()
    else if (concernsUs(bericht)) plan()
  })
}

function tell(melding) {
  const sein = vind("sein")
  if (sein.textContent !== melding) sein.textContent = melding
  sein.hidden = !melding
}

// Whoever may not look any more sees nothing any more.
function tellGone(melding) {
  if (scherm.dataset.toestand === "weg") return
  beeld = null
  getekend = ""
  scherm.dataset.toestand = "weg"
  for (const id of ["klok", "balk", "rondes", "deur"]) vind(id).hidden = true
  for (const id of ["letter", "blok", "nummer", "merk", "meer", "titel", "soort", "code"]) vind(id).textContent = ""
  vind("deel").replaceChildren()
  document.title = "Scherm – Gesprekskaart"
  vind("vraag").textContent = "Dit scherm laat nu niets zien"
  tell(melding)
}

// ---- Drawing --------------------------------------------------------------------------------------------------------

function draw() {
  const { vraag, ronde } = beeld
  const toestand = nameToestand()
  scherm.dataset.toestand = toestand
  scherm.dataset.wand = beeld.wand
  scherm.dataset.fase = vraag?.fase ?? ""
  groepsklokken = []
  drawKop(vraag)
  vind("vraag").textContent = nameScherm()
  vind("titel").textContent = ["begin", "afgerond"].includes(toestand) ? "" : beeld.titel
  vind("soort").textContent = beeld.is_oefening ? "Oefening: niets hiervan telt" : beeld.is_fictief ? "Fictief voorbeeld" : ""
  drawRondes(ronde)
  drawDeur(toestand !== "begin")
  vind("deel").replaceChildren(...drawDeel())
  fit()
  tick()
}

// What is on the wall: the beginning and the end, a round, or whatever else who leads put there.
function nameToestand() {
  if (beeld.peiling) return beeld.peiling.is_open ? "peiling" : "uitslag"
  if (beeld.oogst.length) return "oogst"
  if (beeld.groepen.length) return "groepen"
  return beeld.vraag ? beeld.ronde.ronde : beeld.is_afgerond ? "afgerond" : "begin"
}

function nameScherm() {
  const { vraag, peiling, oogst, groepen } = beeld
  if (vraag || peiling) return vraag?.tekst ?? peiling.stelling
  if (oogst.length) return "Wat de groepen brachten"
  return groepen.length ? "Wie zit waar?" : beeld.titel
}

function drawKop(vraag) {
  const { peiling, oogst, groepen } = beeld
  vind("letter").textContent = vraag?.letter ?? ""
  vind("blok").textContent = vraag?.blok ?? (peiling ? `Peiling ${peiling.nummer}` : oogst.length ? "Oogst" : groepen.length ? "Groepen" : "")
  vind("nummer").textContent = vraag ? `vraag ${vraag.id}` : oogst.length ? nameStap(oogst) : ""
  const merken = vraag ? [vraag.is_geparkeerd && "geparkeerd", vraag.is_niet_besproken && "niet besproken"] : []
  vind("merk").textContent = [...merken, peiling && (peiling.is_open ? "open" : "gesloten")].filter(Boolean).join(" · ")
}

// One step of all groups is named once, on top; else each cell says which step it shows.
function nameStap(oogst) {
  const stappen = new Set(oogst.flatMap(({ cellen }) => cellen.map(({ stap }) => stap)).filter(Boolean))
  return beeld.wand.includes("/") && stappen.size === 1 ? [...stappen][0] : ""
}

function drawRondes(ronde) {
  vind("rondes").hidden = !ronde
  if (!ronde) return
  const stappen = Object.keys(RONDEN).map((naam) => {
    const stap = make("li", "", naam)
    if (naam === ronde.ronde) stap.setAttribute("aria-current", "step")
    return stap
  })
  vind("rondes").replaceChildren(...stappen)
}

const qrAdres = () => `/gk/uitnodiging/${sessie}/qr.svg?versie=${beeld.deur.versie}`

function drawDeur(isKlein) {
  vind("deur").hidden = !(isKlein && beeld.deur)
  if (vind("deur").hidden) return
  vind("code").textContent = beeld.deur.code
  showQr(vind("qr"))
}

function showQr(plaatje) {
  if (plaatje.getAttribute("src") !== qrAdres()) plaatje.src = qrAdres()
}

function drawDeel() {
  if (beeld.peiling) return beeld.peiling.is_open ? drawPeiling(beeld.peiling) : drawUitslag(beeld.peiling)
  if (beeld.oogst.length) return drawOogst(beeld)
  if (beeld.groepen.length) return drawGroepen(beeld)
  if (!beeld.vraag) return beeld.is_afgerond ? drawAfgerond() : drawBegin()
  const { ronde } = beeld.ronde
  if (ronde === "schrijven") return drawSchrijven(beeld)
  return ronde === "concluderen" ? drawConclusie(beeld.conclusie) : drawKolommen(beeld.kolommen)
}

function drawBegin() {
  const begin = vind("begin").content.cloneNode(true)
  begin.querySelector(".partnerschappen").append(...beeld.partnerschappen.map((naam) => make("li", "", naam)))
  begin.querySelector(".binnen").textContent = beeld.binnen ? tellPeople(beeld.binnen) : ""
  const qr = begin.querySelector(".qr")
  if (beeld.deur) {
    begin.querySelector(".code").textContent = beeld.deur.code
    showQr(qr)
  } else {
    begin.querySelector(".meedoen").remove()
    qr.remove()
  }
  return [begin]
}

const tellPeople = (aantal) => (aantal === 1 ? "1 iemand is binnen" : `${aantal} mensen zijn binnen`)

function drawAfgerond() {
  return [make("p", "wat", "Het gesprek is afgerond. Het verslag ligt bij de partnerschappen.")]
}

function drawSchrijven({ vraag, ronde }) {
  const delen = vraag.onderdelen.map(({ id, tekst }) => make("li", "", make("b", "", id.at(-1)), make("span", "", tekst)))
  const stand = ronde.meedoen ? `${ronde.klaar} van ${ronde.meedoen} klaar` : ""
  return [
    ...(delen.length ? [make("ul", "onderdelen", ...delen)] : []),
    make(
      "div",
      "schrijf",
      make("p", "wat", RONDEN.schrijven, make("span", "stand", stand)),
      drawStippen(ronde.klaar, ronde.meedoen),
      make("p", "belofte", BELOFTE[ronde.naamgeving]),
    ),
  ]
}

function drawStippen(klaar, van) {
  const rij = make("p", "stippen", ...Array.from({ length: van }, (_, nummer) => make("i", nummer < klaar ? "klaar" : "")))
  rij.setAttribute("aria-hidden", "true")
  return rij
}

// ---- A poll: how many voted, and only once it is closed how it fell ------------------------------------------------------

const tellStemmen = ({ gestemd, stemgerechtigd }) => `${gestemd} van ${stemgerechtigd} ${gestemd === 1 ? "heeft" : "hebben"} gestemd`

function drawPeiling(peiling) {
  const { keuzes, gestemd, stemgerechtigd, vooraf, bindt_niemand: bindtNiemand } = peiling
  return [
    make("ul", "stemkeuzes", ...keuzes.map(({ keuze }) => make("li", "", keuze))),
    make(
      "div",
      "schrijf",
      make("p", "wat", "Stem op je eigen apparaat", make("span", "stand", tellStemmen(peiling))),
      drawStippen(gestemd, stemgerechtigd),
      make("p", "belofte", vooraf),
      make("p", "belofte", bindtNiemand),
    ),
  ]
}

function drawUitslag(peiling) {
  const { keuzes, uitkomst, vooraf, is_gradient: isGradient, bindt_niemand: bindtNiemand } = peiling
  const meest = Math.max(1, ...keuzes.map(({ aantal }) => aantal))
  const staven = make("div", "staven", ...keuzes.map((keuze) => drawStaaf(keuze, meest, isGradient)))
  staven.setAttribute("role", "img")
  staven.setAttribute("aria-label", `Staafdiagram: ${keuzes.map(({ keuze, aantal }) => `${keuze} ${aantal}`).join(", ")}`)
  const woorden = [uitkomst && make("strong", "uitkomst", `${uitkomst}.`), make("span", "stand", tellStemmen(peiling))]
  const strook = make(
    "div",
    "uitslag",
    make("p", "woorden", ...woorden.filter(Boolean)),
    staven,
    make("p", "belofte", vooraf),
    make("p", "belofte", bindtNiemand),
  )
  return [make("div", "venster", strook)]
}

function drawStaaf({ keuze, aantal }, meest, isGradient) {
  const staaf = make("i", isGradient ? `staaf-${keuze.replaceAll(" ", "-")}` : "")
  staaf.style.width = `${(85 * aantal) / meest}%`
  staaf.hidden = !aantal
  return make("div", "staaf", make("span", "", keuze), make("span", "baan", staaf, make("b", "", String(aantal))))
}

// ---- Groups and harvest ------------------------------------------------------------------------------------------------

// At most four beside one another, and as even as it goes: six groups are three and three.
const countKolommen = (aantal) => Math.ceil(aantal / Math.ceil(aantal / KOLOMMEN))

function drawGroepen({ groepen, themas }) {
  const isGelijk = sharesKlok(groepen)
  const strook = make("div", "groepen", ...groepen.map((groep) => drawGroep(groep, themas, isGelijk)))
  strook.style.setProperty("--kolommen", countKolommen(groepen.length))
  return [make("div", "venster", strook)]
}

// One clock for all is shown once, large, where the clock of a round is.
function sharesKlok(groepen) {
  const open = groepen.filter(({ stand }) => stand === "open")
  return open.length > 0 && new Set(open.map(({ klok }) => JSON.stringify(klok))).size === 1
}

function drawGroep({ titel, stand, leden, themas, klok }, alle, isGelijk) {
  const kop = make("h2", "", make("b", "", titel))
  if (stand === "open" && !isGelijk) {
    const tijd = make("span", "groepstijd")
    groepsklokken.push({ element: tijd, klok })
    kop.append(tijd)
  } else if (GROEPSTAND[stand]) kop.append(make("span", "groepstand", GROEPSTAND[stand]))
  const mensen = leden.length ? leden.map((lid) => make("li", "", lid)) : [make("li", "leeg", "nog niemand")]
  const waarover = themas.length === alle.length ? [] : [make("p", "groepthemas", themas.map((id) => nameThema(id, alle)).join(" · "))]
  return make("article", "groep", kop, ...waarover, make("ul", "", ...mensen))
}

const nameThema = (id, themas) => `${id} ${themas.find((thema) => thema.id === id)?.tekst ?? ""}`.trim()

function drawOogst({ oogst, groepen, themas }) {
  const titels = new Map(groepen.map(({ nummer, titel }) => [nummer, titel]))
  const strook = make("div", "oogst", ...oogst.map((thema) => drawThema(thema, titels, themas)))
  strook.style.setProperty("--kolommen", countKolommen(groepen.length))
  return [make("div", "venster", strook)]
}

function drawThema({ thema, niet_besproken: nietBesproken, cellen, conclusie }, titels, themas) {
  const kop = make("h2", "", make("b", "", thema), " ", themas.find(({ id }) => id === thema)?.tekst ?? "")
  const rij = make("div", "cellen", ...cellen.map((cel) => drawCel(cel, titels)))
  const samen = conclusie ? [make("p", "tekst samenvatting", make("b", "", "Samen: "), conclusie)] : []
  return make("section", "thema", kop, ...(nietBesproken ? [make("p", "weg", "niet besproken")] : []), rij, ...samen)
}

function drawCel({ groep, doet_mee: doetMee, niet_besproken: nietBesproken, stap, tekst }, titels) {
  const bij = stap && !beeld.wand.includes("/") ? ` · ${stap.toLowerCase()}` : ""
  const kop = make("h3", "", titels.get(groep) ?? "", bij)
  if (tekst) return make("div", "cel", kop, ...(nietBesproken ? [make("p", "weg", "niet besproken")] : []), make("p", "tekst", tekst))
  if (nietBesproken) return make("div", "cel weg", kop, make("p", "", "niet besproken"))
  return make("div", "cel", kop, make("p", "leeg", doetMee ? "nog leeg" : "niet hun thema"))
}

function drawKolommen(kolommen) {
  const gevuld = kolommen.filter(({ antwoorden, inbreng }) => antwoorden.length || inbreng.length)
  if (!gevuld.length) return [make("p", "wat", "Hier schreef nog niemand iets.")]
  const naast = gatherBundels(kolommen)
  const stroken = make("div", "kolommen", ...naast.map(drawKolom))
  stroken.style.setProperty("--kolommen", Math.min(naast.length, KOLOMMEN))
  return [make("div", "venster", stroken)]
}

// What is alike lies together, whoever brought it in; the rest stays with its partnership.
function gatherBundels(kolommen) {
  const bundels = new Map()
  for (const { code, inbreng } of kolommen) {
    for (const stuk of inbreng.filter(({ bundel }) => bundel)) {
      const van = [code || "anderen", stuk.van].filter(Boolean).join(" · ")
      bundels.set(stuk.bundel, [...(bundels.get(stuk.bundel) ?? []), { ...stuk, van, bundel: "" }])
    }
  }
  const samen = [...bundels].filter(([, stukken]) => stukken.length > 1)
  const namen = samen.map(([bundel]) => bundel)
  const apart = kolommen.map((kolom) => {
    const rest = kolom.inbreng.filter(({ bundel }) => !namen.includes(bundel))
    return { ...kolom, inbreng: rest, leeg: rest.length < kolom.inbreng.length ? "alles is gebundeld" : "nog leeg" }
  })
  return [...samen.map(([bundel, inbreng]) => ({ code: "", naam: `‘${bundel}’`, antwoorden: [], inbreng })), ...apart]
}

function drawKolom({ code, naam, antwoorden, inbreng, leeg: watLeeg }) {
  const kop = make("h2", "", ...(code ? [make("b", "", code), " "] : []), naam)
  const leeg = antwoorden.length || inbreng.length ? [] : [make("p", "leeg", watLeeg)]
  const wat = antwoorden.length && inbreng.length ? [make("h3", "", "Antwoord van het partnerschap")] : []
  return make("article", "kolom", kop, ...inbreng.map(drawInbreng), ...wat, ...antwoorden.map(drawAntwoord), ...leeg)
}

function drawAntwoord({ onderdeel, tekst, niet_besproken: nietBesproken }) {
  const kop = onderdeel ? [make("h3", "", onderdeel)] : []
  const wat = nietBesproken ? make("p", "leeg", "– niet besproken") : make("p", "tekst", tekst)
  return make("div", "antwoord", ...kop, wat)
}

function drawInbreng({ tekst, van, bundel, merk }) {
  const bij = [van, bundel && `bij ‘${bundel}’`, MERK[merk]].filter(Boolean).join(" · ")
  return make("div", `inbreng ${merk ?? ""}`, make("p", "tekst", tekst), ...(bij ? [make("p", "van", bij)] : []))
}

function drawConclusie({ overeenkomsten, verschillen, conclusie }) {
  const naast = [["Overeenkomsten", overeenkomsten], ["Verschillen", verschillen]].filter(([, tekst]) => tekst)
  const delen = naast.map(([kop, tekst]) => make("div", "", make("h2", "", kop), make("p", "tekst", tekst)))
  const samen = conclusie ? make("p", "tekst", conclusie) : make("p", "leeg", "De conclusie wordt nu geschreven.")
  const strook = make("div", "besluit", make("div", "samen", make("h2", "", "Gezamenlijke conclusie"), samen))
  if (delen.length) strook.append(make("div", "naast", ...delen))
  return [make("div", "venster", strook)]
}

// ---- Fitting: as large as fits, and never out of sight -----------------------------------------------------------------

function shrink(element, grootst, kleinst, past) {
  for (let maat = grootst; maat > kleinst; maat -= STAP) {
    element.style.fontSize = `${maat}rem`
    if (past()) return true
  }
  element.style.fontSize = `${kleinst}rem`
  return past()
}

function countLines(element) {
  return Math.round(element.getBoundingClientRect().height / parseFloat(getComputedStyle(element).lineHeight))
}

function fit() {
  fitVraag()
  vind("meer").textContent = ""
  const venster = scherm.querySelector(".venster")
  if (!venster) return
  const strook = venster.firstElementChild
  const maten = MATEN[strook.className]
  const past = () => strook.offsetHeight <= venster.clientHeight
  if (!shrink(strook, maten.grootst, maten.kleinst, past) && readSize(vind("vraag")) > VRAAG.kleinst) {
    // Before anything scrolls the question gives up what it can spare.
    vind("vraag").style.fontSize = `${VRAAG.kleinst}rem`
    shrink(strook, maten.grootst, maten.kleinst, past)
  }
  scroll(venster, strook)
}

const readSize = (element) => parseFloat(element.style.fontSize)

function fitVraag() {
  const vraag = vind("vraag")
  const fitsHeight = () => vraag.offsetHeight <= innerHeight * HOOGSTE_DEEL
  const isSchrijven = ["schrijven", "peiling"].includes(scherm.dataset.toestand)
  const grootst = isSchrijven ? VRAAG.schrijven : VRAAG.anders
  const past = () => countLines(vraag) <= VRAAG.regels && fitsHeight() && fitsBelow(isSchrijven)
  if (shrink(vraag, grootst, VRAAG.kleinst, past) || (fitsHeight() && fitsBelow(isSchrijven))) return
  // Only for cards of their own, with questions that are longer than any on ours.
  shrink(vraag, VRAAG.kleinst, VRAAG.nood, () => fitsHeight() && fitsBelow(isSchrijven))
}

// What is below the question in the writing round does not scroll: it has to stay in view.
function fitsBelow(isSchrijven) {
  const deel = vind("deel")
  return !isSchrijven || deel.scrollHeight <= deel.clientHeight + 1
}

function scroll(venster, strook) {
  const teveel = Math.max(0, strook.offsetHeight - venster.clientHeight)
  const stap = venster.clientHeight * SCHERMDEEL
  const stappen = Math.ceil(teveel / stap)
  const hier = Math.min(beeld.schermstap, stappen)
  const weg = Math.min(teveel, hier * stap)
  strook.style.transform = `translateY(${-weg}px)`
  // In one row of columns the names stay in view: they go down as far as the rest goes up.
  const isRij = strook.className === "kolommen" && strook.childElementCount <= KOLOMMEN
  strook.style.setProperty("--weg", `${isRij ? weg : 0}px`)
  vind("meer").textContent = stappen ? `deel ${hier + 1} van ${stappen + 1}` : ""
  venster.dataset.onder = hier < stappen
}

// ---- Time -------------------------------------------------------------------------------------------------------------

function tick() {
  for (const { element, klok } of groepsklokken) tickGroep(element, klok)
  const samen = beeld?.groepen.length && !beeld.oogst.length && sharesKlok(beeld.groepen)
  const klok = beeld?.ronde?.klok ?? (samen ? beeld.groepen.find(({ stand }) => stand === "open").klok : null)
  const over = klok ? countLeft(klok) : 0
  const loopt = Boolean(klok?.loopt_tot)
  vind("klok").hidden = vind("balk").hidden = !klok || !(loopt || over)
  if (vind("klok").hidden) return
  const isOm = loopt && over === 0
  vind("klok").dataset.stand = isOm ? "om" : loopt ? "loopt" : "stil"
  setText(vind("tijd"), formatTijd(over))
  setText(vind("klokwoord"), isOm ? "tijd is om" : loopt ? "" : "tijd staat stil")
  const van = beeld.ronde ? `${beeld.vraag.id} ${beeld.ronde.ronde}` : beeld.wand
  const duur = Math.max(over, beeld.ronde?.duur_s ?? 1, langste.van === van ? langste.duur : 0)
  langste = { van, duur }
  vind("over").style.transform = `scaleX(${over / duur})`
}

function tickGroep(element, klok) {
  const over = countLeft(klok)
  const loopt = Boolean(klok.loopt_tot)
  element.dataset.stand = loopt && over === 0 ? "om" : loopt ? "loopt" : "stil"
  setText(element, loopt && over === 0 ? "tijd is om" : formatTijd(over))
}

// ---- Going on ---------------------------------------------------------------------------------------------------------

// A laptop that nobody touches goes to sleep; where the browser allows it, not while this is on the wall.
async function stayAwake() {
  try {
    await navigator.wakeLock?.request("screen")
  } catch {
    // it does not allow that now
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return
  void stayAwake()
  void fetchBeeld()
})
addEventListener("online", () => void fetchBeeld())
addEventListener("resize", () => beeld && fit())
void document.fonts.ready.then(() => beeld && fit())
setInterval(tick, TIK_MS)
void stayAwake()
void fetchBeeld()
