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
const MERK = { overeenkomst: "= overeenkomst", verschil: "≠ verschil" }

// Sizes in rem, and a rem is a hundredth of the width: the same picture on every projector. 2.95 rem is 56 px on 1920.
const VRAAG = { schrijven: 5, anders: 3.7, kleinst: 2.95, nood: 1.4, regels: 5 }
const KOLOM = { grootst: 2.3, kleinst: 1.6 }
const CONCLUSIE = { grootst: 3.2, kleinst: 1.6 }
const STAP = 0.1
const KOLOMMEN = 4
const SCHERMDEEL = 0.7 // of what is in view scrolls away at a step, so that the last lines can be found again
const HOOGSTE_DEEL = 0.62 // of the height goes to the question at most, however long it is

const scherm = document.getElementById("scherm")
const sessie = scherm.dataset.sessie
const vind = (id) => document.getElementById(id)

let beeld = null
let getekend = ""
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
  const vraag = beeld?.vraag?.id
  if ((bericht.teksten ?? []).some(({ plek }) => vraag && plek.split("/")[1].startsWith(vraag))) return true
  return Object.entries(bericht).some(([naam, waarde]) => !ONBELANGRIJK.has(naam) && hasSomething(waarde))
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
  scherm.dataset.toestand = vraag ? ronde.ronde : beeld.is_afgerond ? "afgerond" : "begin"
  scherm.dataset.fase = vraag?.fase ?? ""
  drawKop(vraag)
  vind("vraag").textContent = vraag?.tekst ?? beeld.titel
  vind("titel").textContent = vraag ? beeld.titel : ""
  vind("soort").textContent = beeld.is_oefening ? "Oefening: niets hiervan telt" : beeld.is_fictief ? "Fictief voorbeeld" : ""
  drawRondes(ronde)
  drawDeur(Boolean(vraag))
  vind("deel").replaceChildren(...drawDeel())
  fit()
  tick()
}

function drawKop(vraag) {
  vind("letter").textContent = vraag?.letter ?? ""
  vind("blok").textContent = vraag?.blok ?? ""
  vind("nummer").textContent = vraag ? `vraag ${vraag.id}` : ""
  const merken = vraag ? [vraag.is_geparkeerd && "geparkeerd", vraag.is_niet_besproken && "niet besproken"] : []
  vind("merk").textContent = merken.filter(Boolean).join(" · ")
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
  const stippen = Array.from({ length: ronde.meedoen }, (_, nummer) => make("i", nummer < ronde.klaar ? "klaar" : ""))
  const stand = ronde.meedoen ? `${ronde.klaar} van ${ronde.meedoen} klaar` : ""
  const rij = make("p", "stippen", ...stippen)
  rij.setAttribute("aria-hidden", "true")
  return [
    ...(delen.length ? [make("ul", "onderdelen", ...delen)] : []),
    make(
      "div",
      "schrijf",
      make("p", "wat", RONDEN.schrijven, make("span", "stand", stand)),
      rij,
      make("p", "belofte", BELOFTE[ronde.naamgeving]),
    ),
  ]
}

function drawKolommen(kolommen) {
  const gevuld = kolommen.filter(({ antwoorden, inbreng }) => antwoorden.length || inbreng.length)
  if (!gevuld.length) return [make("p", "wat", "Hier schreef nog niemand iets.")]
  const stroken = make("div", "kolommen", ...kolommen.map(drawKolom))
  stroken.style.setProperty("--kolommen", Math.min(kolommen.length, KOLOMMEN))
  return [make("div", "venster", stroken)]
}

function drawKolom({ code, naam, antwoorden, inbreng }) {
  const kop = make("h2", "", ...(code ? [make("b", "", code), " "] : []), naam)
  const leeg = antwoorden.length || inbreng.length ? [] : [make("p", "leeg", "nog leeg")]
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
  const maten = strook.className === "besluit" ? CONCLUSIE : KOLOM
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
  const isSchrijven = scherm.dataset.toestand === "schrijven"
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
  const hier = Math.min(beeld.ronde.schermstap, stappen)
  const weg = Math.min(teveel, hier * stap)
  strook.style.transform = `translateY(${-weg}px)`
  // In one row of columns the names stay in view: they go down as far as the rest goes up.
  strook.style.setProperty("--weg", `${strook.childElementCount <= KOLOMMEN ? weg : 0}px`)
  vind("meer").textContent = stappen ? `deel ${hier + 1} van ${stappen + 1}` : ""
  venster.dataset.onder = hier < stappen
}

// ---- Time -------------------------------------------------------------------------------------------------------------

function tick() {
  const klok = beeld?.ronde?.klok
  const over = klok ? countLeft(klok) : 0
  const loopt = Boolean(klok?.loopt_tot)
  vind("klok").hidden = vind("balk").hidden = !klok || !(loopt || over)
  if (vind("klok").hidden) return
  const isOm = loopt && over === 0
  vind("klok").dataset.stand = isOm ? "om" : loopt ? "loopt" : "stil"
  setText(vind("tijd"), formatTijd(over))
  setText(vind("klokwoord"), isOm ? "tijd is om" : loopt ? "" : "tijd staat stil")
  const van = `${beeld.vraag.id} ${beeld.ronde.ronde}`
  const duur = Math.max(over, beeld.ronde.duur_s, langste.van === van ? langste.duur : 0)
  langste = { van, duur }
  vind("over").style.transform = `scaleX(${over / duur})`
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
