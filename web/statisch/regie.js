// The bar above the conversation: which question is on the table, which round, how long, and for who leads the way
// to change it. A press goes straight to our own route, so it works while a screen is being drawn; what others press
// comes in by the stream.

import { awaitsAnswer, drawUnpressed, drukOp, isDrawing } from './drukken.js';
import { countLeft, formatTijd } from './klok.js';
import { makeUitklap, onLeave, setText } from './onderdeel.js';
import { follow, serverNow } from './stroom.js';

const RONDEN = {
  schrijven: ['Schrijven', 'Schrijf voor jezelf'],
  onthullen: ['Onthullen', 'Lees wat iedereen inbracht'],
  bespreken: ['Bespreken', 'Bespreek het samen'],
  concluderen: ['Concluderen', 'Trek samen een conclusie'],
};
const SCHRIJFT_NIET = 'Ieder schrijft voor zich'; // said to whoever only reads along
const VERSPREID_MS = 250; // fifty phones that follow do not ask in the same tenth of a second
const POGINGEN = 5;
const HERKANSING_MS = 300;
const GETEKEND_MS = 100; // how often is looked whether all of the screen has come in
const GELUID = 'gk.geluid';

const nieuwste = new Map(); // per conversation how it is led, whatever way it came in
const reizen = new Map(); // per conversation the question that this window is on its way to
const aanwezigen = new Map(); // per conversation who has it open
const balken = new Set();
let geschrevenBij = null;

document.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLTextAreaElement) geschrevenBij = target;
});

// Nobody is pulled away from words that they are writing.
function isWriting() {
  const hier = document.activeElement;
  if (document.querySelector('[role="dialog"]')) return true;
  return (hier instanceof HTMLTextAreaElement && hier === geschrevenBij) || hier instanceof HTMLInputElement;
}

function make(soort, velden = {}, ...kinderen) {
  const element = document.createElement(soort);
  const { class: klasse, label, ...rest } = velden;
  if (klasse) element.className = klasse;
  if (label) element.setAttribute('aria-label', label);
  Object.assign(element, rest);
  element.append(...kinderen);
  return element;
}

// `naam` is what stays the same when a press changes the words, so that the keyboard stays where it was.
function makeKnop(tekst, doe, { label, gekozen, vol, klasse = '', naam = tekst } = {}) {
  const knop = make('button', { type: 'button', class: `${vol ? 'gk-vol' : ''} ${klasse}`, label, onclick: doe }, tekst);
  knop.dataset.naam = naam;
  if (gekozen !== undefined) knop.setAttribute('aria-pressed', String(gekozen));
  return knop;
}

// ---- The clock ------------------------------------------------------------------------------------------------------

function hasGeluid() {
  return localStorage.getItem(GELUID) !== 'uit';
}

// Two soft tones; a browser that allows no sound before a tap simply stays silent.
function ring() {
  if (!hasGeluid()) return;
  try {
    const geluid = new AudioContext();
    for (const [toon, begin] of [[660, 0], [528, 0.35]]) {
      const bron = geluid.createOscillator();
      const sterkte = geluid.createGain();
      bron.frequency.value = toon;
      sterkte.gain.setValueAtTime(0.08, geluid.currentTime + begin);
      sterkte.gain.exponentialRampToValueAtTime(0.001, geluid.currentTime + begin + 0.6);
      bron.connect(sterkte).connect(geluid.destination);
      bron.start(geluid.currentTime + begin);
      bron.stop(geluid.currentTime + begin + 0.6);
    }
  } catch {
    // no sound here
  }
}

function showKlok(balk) {
  const { beeld, klok } = balk;
  if (!beeld || !klok) return;
  const rest = countLeft(beeld.klok);
  const loopt = Boolean(beeld.klok.loopt_tot);
  const om = loopt && rest === 0;
  klok.textContent = om ? 'tijd is om' : formatTijd(rest);
  klok.className = `gk-klok${om ? ' gk-om' : ''}${loopt ? '' : ' gk-stil'}`;
  if (om && balk.liep) {
    ring();
    setText(balk.gezegd, 'De tijd is om.'); // for whoever does not look at the clock, or has the sound off
  }
  balk.liep = loopt && rest > 0;
  if (balk.over) {
    const over = Math.round((Date.parse(beeld.begonnen_op) + beeld.duur_s * 1000 - serverNow()) / 60000);
    balk.over.textContent = over >= 0 ? `nog ${over} min. van ${Math.round(beeld.duur_s / 60)}` : `${-over} min. over tijd`;
  }
}

setInterval(() => balken.forEach(showKlok), 500);

// ---- Pressing -------------------------------------------------------------------------------------------------------

async function press(balk, pad, velden) {
  balk.fout.textContent = '';
  const { inhoud, melding } = await drukOp(pad, balk.data, velden);
  if (inhoud) receive(balk.data.sessie, inhoud);
  else balk.fout.textContent = melding;
}

const lead = (balk, velden) => press(balk, '/gk/regie', velden);

// ---- Going along ----------------------------------------------------------------------------------------------------

// The question stands there before the screen behind it has been drawn.
function showMeanwhile(balk, vraag) {
  const held = document.querySelector('.gk-vraag');
  const doel = balk.data.vragen.find(({ id }) => id === vraag);
  const kop = held?.querySelector('h1, h2');
  if (!kop || !doel) return;
  kop.textContent = doel.tekst;
  held.className = `gk-vraag gk-groot gk-onderweg gk-fase-${doel.fase}`;
  held.querySelector('.gk-letter').textContent = doel.letter;
  held.querySelector('.gk-bloknaam').textContent = doel.blok;
  held.querySelector('.gk-vraagnummer').textContent = `vraag ${doel.id}`;
  held.scrollIntoView({ block: 'nearest' });
  // The fields below still belong to the question before: nobody may write an answer there by mistake.
  for (const vlak of document.querySelectorAll('.gk-schrijfveld, .gk-inbreng')) {
    vlak.inert = true;
    vlak.classList.add('gk-vorige');
  }
}

// Whoever is taken back before they had left stays on the screen that stood there, of which Streamlit sees nothing to
// change. So what is still there when all has been drawn belongs to it, and is no longer hidden.
function showAgain(balk) {
  clearTimeout(balk.terug);
  balk.terug = setTimeout(() => {
    if (findHier(balk) !== balk.data.hier) return; // on the way again
    if (isDrawing()) return showAgain(balk);
    for (const vlak of document.querySelectorAll('.gk-vorige')) {
      vlak.inert = false;
      vlak.classList.remove('gk-vorige');
    }
  }, GETEKEND_MS);
}

function goTo(balk, vraag, wacht = 0) {
  if (balk.onderweg === vraag) return;
  balk.onderweg = vraag;
  reizen.set(balk.data.sessie, { vraag, nog: POGINGEN });
  showMeanwhile(balk, vraag);
  showAgain(balk);
  clearTimeout(balk.vertrek);
  balk.vertrek = setTimeout(() => balk.ga(vraag), wacht);
}

// A screen of the question before may still come in, drawn before the wish to leave it was heard: then go on.
function travelOn(balk) {
  const reis = reizen.get(balk.data.sessie);
  if (!reis) return;
  if (reis.vraag === balk.data.hier || reis.nog === 0) {
    reizen.delete(balk.data.sessie);
    return;
  }
  reis.nog -= 1;
  balk.onderweg = reis.vraag;
  showMeanwhile(balk, reis.vraag);
  clearTimeout(balk.vertrek);
  balk.vertrek = setTimeout(() => balk.ga(reis.vraag), HERKANSING_MS);
}

// Where this person is, or is on the way to: the question stands there before its screen does.
function findHier({ onderweg, data }) {
  return onderweg ?? data.hier;
}

function redraw(balk) {
  clearTimeout(balk.hertekening);
  balk.hertekening = setTimeout(() => {
    if (awaitsAnswer()) redraw(balk);
    else if (!isWriting()) balk.ververs();
    else balk.uitgesteld = true;
  }, Math.random() * VERSPREID_MS);
}

// Whoever has just pressed something first gets its answer, and whoever writes then stays.
function followSoon(balk, was) {
  clearTimeout(balk.meegaan);
  if (awaitsAnswer()) balk.meegaan = setTimeout(() => goAlong(balk, was), VERSPREID_MS);
  else if (!isWriting()) goTo(balk, balk.beeld.vraag, Math.random() * VERSPREID_MS);
}

function goAlong(balk, was) {
  const { beeld, data } = balk;
  if (!beeld) return was ? redraw(balk) : undefined;
  // Whoever asks everybody to follow again asks those who leafed on as well.
  const isAnders = !was || was.vraag !== beeld.vraag || (beeld.volgen && !was.volgen);
  if (beeld.vraag !== findHier(balk)) {
    if (!isAnders) return undefined;
    if (balk.drukte) goTo(balk, beeld.vraag);
    else if (beeld.volgen) followSoon(balk, was);
  } else if (!was || was.ronde !== beeld.ronde || was.is_geparkeerd !== beeld.is_geparkeerd || was.naamgeving !== beeld.naamgeving) {
    redraw(balk);
  }
}

function receive(sessie, bericht) {
  if (bericht.aanwezig) {
    aanwezigen.set(sessie, bericht.aanwezig);
    balken.forEach(showAanwezig);
  }
  const isNieuw = 'regie' in bericht && remember(sessie, bericht.regie);
  for (const balk of balken) {
    if (balk.data.sessie !== sessie) continue;
    if (isNieuw) adopt(balk, bericht.regie);
    if (bericht.scherm) redraw(balk);
  }
}

// Who has the conversation open right now, by role; never by name.
function drawAanwezig(balk) {
  balk.aanwezig = make('details', { class: 'gk-aanwezig' }, make('summary'), make('ul'));
  showAanwezig(balk);
  return balk.aanwezig;
}

function showAanwezig({ aanwezig, data }) {
  if (!aanwezig) return;
  const rollen = aanwezigen.get(data.sessie) ?? [];
  const aantal = rollen.reduce((som, rol) => som + rol.aantal, 0);
  aanwezig.hidden = aantal === 0;
  aanwezig.querySelector('summary').textContent = `${aantal} aanwezig`;
  const regels = rollen.map(({ door, aantal: hoeveel }) => make('li', {}, hoeveel > 1 ? `${door} (${hoeveel})` : door));
  aanwezig.querySelector('ul').replaceChildren(...regels);
}

// Also while Streamlit is putting another bar in the place of this one: what came in between is not lost.
function remember(sessie, beeld) {
  const bekend = nieuwste.get(sessie);
  if (beeld && bekend && bekend.nummer > beeld.nummer) return false;
  nieuwste.set(sessie, beeld);
  return true;
}

// Whoever is writing keeps their screen as it is; what they were promised must be true there all the same.
function showOnthuld({ data }, beeld) {
  const belofte = document.querySelector('.gk-belofte');
  if (beeld && beeld.vraag === data.hier && beeld.is_onthuld) belofte?.classList.add('gk-is-onthuld');
}

function adopt(balk, beeld) {
  const was = balk.beeld;
  showOnthuld(balk, beeld);
  balk.beeld = beeld;
  goAlong(balk, was);
  balk.drukte = false;
  draw(balk);
}

// ---- Drawing --------------------------------------------------------------------------------------------------------

function drawStart(balk) {
  const { data } = balk;
  const uitleg = make('span', { class: 'gk-bij' }, 'Iedereen ziet dan dezelfde vraag, ronde en tijd.');
  const knop = makeKnop(`Leid het gesprek vanaf ${data.hier}`, () => lead(balk, { vraag: data.hier }), { vol: true });
  return [make('div', { class: 'gk-regierij' }, knop, uitleg, drawAanwezig(balk))];
}

function drawLeiding(balk) {
  const { beeld, data } = balk;
  const ids = data.vragen.map(({ id }) => id);
  const plaats = ids.indexOf(beeld.vraag);
  const move = (velden) => {
    balk.drukte = true;
    return lead(balk, velden);
  };
  const stap = (id, tekst, label, naam) => {
    const knop = makeKnop(tekst, () => move({ vraag: id }), { label, naam });
    knop.disabled = !id;
    return knop;
  };
  const ronden = Object.keys(RONDEN);
  const straks = ronden[ronden.indexOf(beeld.ronde) + 1];
  const keuze = make('div', { class: 'gk-ronden', label: 'Ronde' });
  keuze.setAttribute('role', 'group');
  for (const ronde of ronden) {
    keuze.append(makeKnop(RONDEN[ronde][0], () => move({ ronde }), { gekozen: ronde === beeld.ronde, vol: ronde === straks }));
  }
  const [vorige, volgende] = [ids[plaats - 1], ids[plaats + 1]];
  const vooruit = stap(volgende, volgende ? `${volgende} →` : '→', volgende ? `Zet ${volgende} op tafel` : 'Dit is de laatste vraag', 'volgende');
  if (!straks) vooruit.classList.add('gk-vol');
  const waar = make('strong', { class: 'gk-optafel' }, beeld.vraag);
  waar.setAttribute('aria-label', `Op tafel: ${beeld.vraag}`);
  return [
    make('div', { class: 'gk-regierij' },
      stap(vorige, vorige ? `← ${vorige}` : '←', vorige ? `Zet ${vorige} op tafel` : 'Dit is de eerste vraag', 'vorige'),
      waar, vooruit, keuze, drawKlok(balk), drawKlaar(beeld)),
    drawDetails(balk),
  ];
}

function drawKlok(balk) {
  const { beeld } = balk;
  balk.klok = make('span', { class: 'gk-klok' });
  const loopt = Boolean(beeld.klok.loopt_tot) && countLeft(beeld.klok) > 0;
  const groep = make('div', { class: 'gk-tijd', label: 'Tijd' }, balk.klok);
  groep.setAttribute('role', 'group');
  if (balk.data.mag_leiden) {
    const klok = (zet) => () => lead(balk, { klok: zet });
    groep.append(
      makeKnop(loopt ? 'Pauze' : 'Start', klok(loopt ? 'pauze' : 'start'), { label: loopt ? 'Pauze: zet de tijd stil' : 'Start de tijd', naam: 'loop' }),
      makeKnop('+1', klok('plus'), { label: '+1 minuut' }),
    );
    if (breed.matches) groep.append(drawVanzelf(balk));
  }
  return groep;
}

// So that nobody has to think of the clock at the beginning of each round.
function drawVanzelf(balk) {
  const doe = (aan) => lead(balk, { klok_vanzelf: aan });
  return makeSchakelaar('Loopt vanzelf', balk.beeld.klok_vanzelf, doe, 'De tijd loopt vanzelf zodra een ronde begint');
}

function drawKlaar(beeld) {
  return make('span', { class: 'gk-klaar' }, `klaar ${beeld.klaar}/${beeld.meedoen}`);
}

function makeSchakelaar(tekst, aan, doe, label) {
  const vak = make('input', { type: 'checkbox', checked: aan, label, onchange: () => doe(vak.checked) });
  vak.dataset.naam = tekst;
  return make('label', { class: 'gk-schakelaar' }, vak, tekst);
}

// On a phone the bar must leave room for the conversation: what one seldom needs is folded away.
const breed = matchMedia('(min-width: 641px)');

function drawDetails(balk) {
  if (breed.matches) return drawMeer(balk);
  return makeUitklap('Meer', drawMeer(balk), balk.isOpen ?? false, (open) => {
    balk.isOpen = open;
  });
}

breed.addEventListener('change', () => balken.forEach(draw));

function drawMeer(balk) {
  const { beeld, data } = balk;
  balk.over = make('span', { class: 'gk-bij' });
  const anoniem = beeld.naamgeving_hierna === 'anoniem';
  const scherm = make('a', { href: `/gk/scherm/${data.sessie}`, target: '_blank', rel: 'noopener' }, 'Open het scherm');
  scherm.setAttribute('aria-label', 'Open het scherm voor de beamer in een nieuw venster');
  const meer = make('div', { class: 'gk-regierij gk-regiemeer' },
    makeSchakelaar('Iedereen volgt', beeld.volgen, (volgen) => lead(balk, { volgen })),
    makeSchakelaar('Anoniem', anoniem, (aan) => lead(balk, { naamgeving: aan ? 'anoniem' : 'met rol en organisatie' })),
    makeSchakelaar('Geparkeerd', beeld.is_geparkeerd, (geparkeerd) => lead(balk, { geparkeerd })),
    ...(breed.matches ? [] : [drawVanzelf(balk)]),
    drawGeluid(), scherm, balk.over, drawAanwezig(balk),
  );
  const wanden = drawWanden(balk);
  if (wanden) meer.append(wanden);
  if (beeld.wand !== 'vraag' || (beeld.is_onthuld && beeld.ronde !== 'schrijven')) {
    const terug = makeKnop('Scherm ↑', () => lead(balk, { schermstap: Math.max(0, beeld.schermstap - 1) }), { label: 'Schuif het scherm terug' });
    const verder = makeKnop('Scherm ↓', () => lead(balk, { schermstap: beeld.schermstap + 1 }), { label: 'Schuif het scherm verder' });
    meer.append(make('div', { class: 'gk-regierij' }, terug, verder));
  }
  if (beeld.naamgeving !== beeld.naamgeving_hierna) {
    const blijft = beeld.naamgeving === 'anoniem' ? 'anoniem' : 'met rol en organisatie';
    meer.append(make('span', { class: 'gk-bij' }, `${beeld.vraag} blijft ${blijft}: zo is het beloofd.`));
  }
  return meer;
}

// What stands on the beamer: one tap each; no choice where there is nothing but the question.
function drawWanden(balk) {
  const { beeld, data } = balk;
  if (data.wanden.length < 2) return null;
  const hier = beeld.wand.split('/')[0]; // one step of the harvest is the harvest too
  const knoppen = data.wanden.map(({ wand, naam }) => makeKnop(naam, () => lead(balk, { wand }), { label: `Op het scherm: ${naam}`, gekozen: wand === hier }));
  const keuze = make('div', { class: 'gk-ronden gk-wanden', label: 'Wat staat er op het scherm?' }, ...knoppen);
  keuze.setAttribute('role', 'group');
  return make('div', { class: 'gk-regierij' }, make('span', { class: 'gk-bij' }, 'Op het scherm'), keuze);
}

function drawGeluid() {
  return makeSchakelaar('Geluid', hasGeluid(), (aan) => localStorage.setItem(GELUID, aan ? 'aan' : 'uit'));
}

function tellRonde({ beeld, data }) {
  return beeld.ronde === 'schrijven' && !data.mag_schrijven ? SCHRIJFT_NIET : RONDEN[beeld.ronde][1];
}

function drawMee(balk) {
  const { beeld, data } = balk;
  const rij = make('div', { class: 'gk-regierij' });
  const isHier = beeld.vraag === findHier(balk);
  if (!isHier) {
    rij.append(
      make('span', {}, `${data.mag_leiden ? 'Op tafel ligt' : 'De facilitator is bij'} ${beeld.vraag}.`),
      makeKnop(`Ga mee naar ${beeld.vraag}`, () => goTo(balk, beeld.vraag), { vol: true }),
    );
    if (data.mag_leiden) rij.append(makeKnop(`Zet ${data.hier} op tafel`, () => lead(balk, { vraag: data.hier })));
  } else {
    rij.append(make('strong', {}, tellRonde(balk)));
  }
  if (data.mag_leiden) return [rij];
  rij.append(drawKlok(balk));
  if (!isHier) return [rij];
  if (beeld.ronde === 'schrijven') rij.append(drawKlaar(beeld));
  rij.append(drawGeluid());
  return [rij];
}

function draw(balk) {
  drawUnpressed(balk.vlak, () => drawBalk(balk));
}

// At the first or last question there is no further to go: then the nearest that can be pressed.
function focusAgain(vlak, naam) {
  const weer = vlak.querySelector(`[data-naam="${CSS.escape(naam)}"]`);
  (weer?.disabled ? vlak.querySelector('button:not(:disabled)') : weer)?.focus();
}

function drawBalk(balk) {
  const { beeld, data, vlak } = balk;
  const naam = vlak.contains(document.activeElement) ? document.activeElement.dataset.naam : null;
  balk.klok = balk.over = balk.aanwezig = null;
  let inhoud = [];
  if (!beeld) inhoud = data.mag_leiden ? drawStart(balk) : [];
  else if (data.mag_leiden && beeld.vraag === findHier(balk)) inhoud = drawLeiding(balk);
  else inhoud = drawMee(balk);
  vlak.replaceChildren(...inhoud, balk.fout);
  vlak.hidden = inhoud.length === 0;
  if (naam) focusAgain(vlak, naam);
  showKlok(balk);
  const zin = beeld ? `${beeld.vraag}: ${tellRonde(balk)}` : '';
  setText(balk.gezegd, zin);
}

const perPlek = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  let balk = perPlek.get(parentElement);
  if (!balk) {
    const vlak = make('div', { class: 'gk-regie', label: 'Regie' });
    vlak.setAttribute('role', 'region');
    const gezegd = make('p', { class: 'gk-onzichtbaar' });
    gezegd.setAttribute('aria-live', 'polite');
    const fout = make('p', { class: 'gk-open gk-regiefout' });
    fout.setAttribute('role', 'alert');
    balk = { vlak, gezegd, fout, beeld: null };
    perPlek.set(parentElement, balk);
    parentElement.replaceChildren(vlak, gezegd);
  }
  if (balk.data?.hier !== data.hier) clearTimeout(balk.meegaan); // this person chose where to be
  balk.data = data;
  balk.onderweg = null;
  balk.ga = (vraag) => setTriggerValue('vraag', vraag);
  // Drawing anew names no question: somebody may just have chosen another one on the map.
  balk.ververs = () => setTriggerValue('ververs', Date.now());
  balken.add(balk);
  follow(data.sessie, data.nummer, receive);
  travelOn(balk);
  showAgain(balk);
  const bekend = nieuwste.get(data.sessie);
  if (bekend && bekend.nummer > data.nummer) {
    balk.beeld = data.regie;
    adopt(balk, bekend);
  } else {
    nieuwste.set(data.sessie, data.regie);
    balk.beeld = data.regie;
    draw(balk);
  }
  return onLeave(parentElement, () => {
    clearTimeout(balk.hertekening);
    clearTimeout(balk.meegaan);
    clearTimeout(balk.vertrek);
    clearTimeout(balk.terug);
    balken.delete(balk);
    perPlek.delete(parentElement);
  });
}

// What was put off while somebody wrote is drawn once they have left the field.
// Not when they left it for a button or link: that does what they chose, and draws by itself.
document.addEventListener('focusout', ({ relatedTarget }) => {
  if (relatedTarget) return;
  for (const balk of balken) {
    if (!balk.uitgesteld) continue;
    balk.uitgesteld = false;
    redraw(balk);
  }
});
