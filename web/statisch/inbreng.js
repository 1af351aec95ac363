// What everybody contributed to one question: your own being ready, and after the reveal all of it side by side. Others'
// texts come in by the stream; nothing here draws a screen anew.

import { drawUnpressed, drukOp } from './drukken.js';
import { make, makeUitklap, onLeave } from './onderdeel.js';
import { follow } from './stroom.js';

const MERKEN = { overeenkomst: 'Overeenkomst', verschil: 'Verschil' };

const borden = new Set();
const perPlek = new WeakMap();
const opengeklapt = new Set(); // of which contributions, also when Streamlit puts another board in place

function makeKnop(tekst, doe, gekozen) {
  const knop = make('button', '', tekst);
  knop.type = 'button';
  knop.onclick = doe;
  if (gekozen !== undefined) knop.setAttribute('aria-pressed', String(gekozen));
  return knop;
}

async function press(bord, pad, velden, gelukt) {
  bord.melding.textContent = '';
  const { inhoud, melding } = await drukOp(pad, bord.data, { vraag: bord.data.vraag, ...velden });
  bord.melding.textContent = inhoud ? gelukt : melding;
  return Boolean(inhoud);
}

function drawKlaar(bord) {
  const { data } = bord;
  if (!data.mag_klaar) return [];
  const knop = makeKnop(bord.klaar ? '✓ Klaar – toch nog iets?' : 'Ik ben klaar', async () => {
    if (await press(bord, '/gk/klaar', { klaar: !bord.klaar }, '')) {
      bord.klaar = !bord.klaar;
      draw(bord);
    }
  }, bord.klaar);
  if (!bord.klaar) knop.classList.add('gk-vol');
  return [make('div', 'gk-bordregel', knop)];
}

function drawOrdenen(bord, inbreng) {
  // Only what this press is about: what is drawn here may be older than what somebody just made of the rest.
  const order = (velden) => press(bord, '/gk/inbreng', { kenmerk: inbreng.kenmerk, ...velden }, '');
  const merken = Object.entries(MERKEN).map(([merk, woord]) => makeKnop(woord, () => order({ merk: inbreng.merk === merk ? null : merk }), inbreng.merk === merk));
  const veld = make('input');
  veld.value = inbreng.bundel;
  veld.maxLength = 60;
  veld.setAttribute('list', bord.bundels.id);
  veld.setAttribute('aria-label', 'Bundel met andere inbreng onder');
  veld.placeholder = 'Bundel onder…';
  veld.onchange = () => order({ bundel: veld.value });
  return [...merken, veld];
}

function drawDoel(bord, inbreng, { plek, label }, tekst = label) {
  return makeKnop(tekst, () => press(bord, '/gk/overnemen', { kenmerk: inbreng.kenmerk, naar: plek }, `Overgenomen: ${label}.`));
}

// Where most of it goes is one tap away; the rest is folded, so that fifty contributions stay readable.
function drawOvernemen(bord, inbreng) {
  const { doelen, mag_ordenen } = bord.data;
  const direct = mag_ordenen ? doelen.slice(0, 1) : doelen.length > 2 ? [] : doelen;
  const rij = make('div', 'gk-overnemen', ...direct.map((doel) => drawDoel(bord, inbreng, doel, `Neem over ${doel.label[0].toLowerCase()}${doel.label.slice(1)}`)));
  const elders = doelen.slice(direct.length).map((doel) => drawDoel(bord, inbreng, doel));
  const regels = [];
  if (elders.length) regels.push(make('div', 'gk-doelen', make('span', 'gk-bij', 'Neem over'), ...elders));
  if (mag_ordenen) regels.push(make('div', 'gk-doelen', make('span', 'gk-bij', 'Orden'), ...drawOrdenen(bord, inbreng)));
  if (!regels.length) return rij;
  const kop = mag_ordenen ? 'Neem elders over of orden' : 'Neem over';
  const vak = make('div', 'gk-keuzes', ...regels);
  rij.append(makeUitklap(kop, vak, opengeklapt.has(inbreng.kenmerk), (open) => opengeklapt[open ? 'add' : 'delete'](inbreng.kenmerk)));
  return rij;
}

function drawKaartje(bord, inbreng, code = '') {
  const { data } = bord;
  const tekst = make('p', 'gk-tekst', inbreng.tekst);
  const kaartje = make('article', 'gk-kaartje', tekst);
  kaartje.dataset.kenmerk = inbreng.kenmerk;
  kaartje.dataset.plaats = bord.lijst.indexOf(inbreng) + 1; // as in the report: RS4#2
  const merken = make('p', 'gk-merken');
  const van = [code, inbreng.van].filter(Boolean).join(' · ');
  if (van) merken.append(make('span', 'gk-bij', van));
  if (inbreng.merk) merken.append(make('span', 'gk-merk', MERKEN[inbreng.merk].toLowerCase()));
  if (inbreng.bundel && !code) merken.append(make('span', 'gk-merk', inbreng.bundel));
  if (merken.childNodes.length) kaartje.append(merken);
  if (!data.doelen.length && !data.mag_ordenen) return kaartje;
  kaartje.append(drawOvernemen(bord, inbreng));
  return kaartje;
}

function sortInto(lijst, nameOf) {
  const vakken = new Map();
  for (const inbreng of lijst) vakken.set(nameOf(inbreng), [...(vakken.get(nameOf(inbreng)) ?? []), inbreng]);
  return vakken;
}

// What is alike lies together, whoever brought it in; the rest per partnership.
function drawKolommen(bord) {
  const namen = new Map(bord.data.partnerschappen.map(({ code, naam }) => [code, naam]));
  const bundels = sortInto(bord.lijst, ({ bundel }) => bundel);
  const isSamen = ({ bundel }) => bundel && bundels.get(bundel).length > 1;
  const samen = [...bundels].filter(([, [eerste]]) => isSamen(eerste)).map(([bundel, stuks]) => {
    const kaartjes = stuks.map((inbreng) => drawKaartje(bord, inbreng, inbreng.partnerschap || 'anderen'));
    return make('section', 'gk-kolom gk-bundel', make('h3', '', `Bundel ‘${bundel}’ · ${stuks.length} keer`), ...kaartjes);
  });
  const apart = sortInto(bord.lijst.filter((inbreng) => !isSamen(inbreng)), ({ partnerschap }) => partnerschap);
  return [...samen, ...[...apart].map(([code, stuks]) => {
    // The answers below stand under the name of the partnership: these are of its people.
    const kop = code ? `Inbreng van ${code} · ${namen.get(code) ?? ''}` : 'Inbreng van anderen';
    return make('section', 'gk-kolom', make('h3', '', kop), ...stuks.map((inbreng) => drawKaartje(bord, inbreng)));
  })];
}

function draw(bord) {
  drawUnpressed(bord.vlak, () => drawBord(bord));
}

function drawBord(bord) {
  const { data, vlak } = bord;
  const had = vlak.contains(document.activeElement) ? document.activeElement : null;
  // Whoever is naming a bundle keeps the field; once it is known, that draws it.
  if (had instanceof HTMLInputElement && had.value.trim() !== findBundel(bord, had)) return;
  const bundels = [...new Set(bord.lijst.map(({ bundel }) => bundel).filter(Boolean))];
  bord.bundels.replaceChildren(...bundels.map((bundel) => Object.assign(document.createElement('option'), { value: bundel })));
  const leeg = data.is_onthuld && !bord.lijst.length ? [make('p', 'gk-leegregel', 'Bij deze vraag schreef niemand voor zichzelf.')] : [];
  vlak.replaceChildren(...drawKlaar(bord), ...leeg, make('div', 'gk-bord', ...drawKolommen(bord)), bord.bundels, bord.melding);
  if (had) findAgain(vlak, had)?.focus();
}

function findBundel({ lijst }, veld) {
  const kenmerk = veld.closest('.gk-kaartje')?.dataset.kenmerk;
  return lijst.find((inbreng) => inbreng.kenmerk === kenmerk)?.bundel;
}

// The same button: each contribution has buttons with the same words, and the next Enter is meant for this one.
function findAgain(vlak, was) {
  const kenmerk = was.closest('.gk-kaartje')?.dataset.kenmerk;
  return [...vlak.querySelectorAll('button, summary, input')].find(
    (knop) => knop.textContent === was.textContent && knop.closest('.gk-kaartje')?.dataset.kenmerk === kenmerk,
  );
}

// The newest per conversation and question, also what came in while Streamlit was putting another board in place.
const nieuwste = new Map();

function receive(sessie, bericht) {
  for (const [vraag, stand] of Object.entries(bericht.inbreng ?? {})) {
    const naam = `${sessie}/${vraag}`;
    if ((nieuwste.get(naam)?.nummer ?? 0) > stand.nummer) continue;
    nieuwste.set(naam, stand);
    for (const bord of borden) {
      if (bord.data.sessie !== sessie || bord.data.vraag !== vraag) continue;
      bord.lijst = stand.lijst;
      draw(bord);
    }
  }
}

let teller = 0;

export default function ({ parentElement, data }) {
  let bord = perPlek.get(parentElement);
  if (!bord) {
    bord = { vlak: make('div', 'gk-inbreng'), melding: make('p', 'gk-bij'), bundels: make('datalist') };
    bord.bundels.id = `gk-bundels-${++teller}`;
    bord.melding.setAttribute('role', 'status');
    perPlek.set(parentElement, bord);
    parentElement.replaceChildren(bord.vlak);
  }
  const bekend = nieuwste.get(`${data.sessie}/${data.vraag}`);
  const lijst = bekend && bekend.nummer > data.nummer ? bekend.lijst : data.lijst;
  Object.assign(bord, { data, lijst, klaar: data.klaar });
  borden.add(bord);
  follow(data.sessie, data.nummer, receive);
  draw(bord);
  return onLeave(parentElement, () => {
    borden.delete(bord);
    perPlek.delete(parentElement);
  });
}
