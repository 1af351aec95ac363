// The GROW map. One tab stop; arrow keys, Home and End walk inside it, Enter or Space goes there.

import { drawUnpressed } from './drukken.js';
import { onLeave } from './onderdeel.js';
import { follow } from './stroom.js';

function makeKnop(vraag, huidige, ga) {
  const knop = document.createElement('button');
  knop.type = 'button';
  knop.dataset.vraag = vraag.id;
  knop.tabIndex = vraag.id === huidige ? 0 : -1;
  if (vraag.id === huidige) knop.setAttribute('aria-current', 'step');
  knop.setAttribute('aria-label', `Vraag ${vraag.id}, ${vraag.stand}`);
  const teken = document.createElement('span');
  teken.className = 'gk-teken';
  teken.textContent = vraag.teken;
  const id = document.createElement('span');
  id.textContent = vraag.id;
  knop.append(teken, id);
  knop.onclick = () => ga(vraag.id);
  return knop;
}

function makeBlok(blok, huidige, ga) {
  const groep = document.createElement('div');
  groep.className = `gk-blok gk-fase-${blok.fase}`;
  groep.setAttribute('role', 'group');
  groep.setAttribute('aria-label', blok.titel);
  const letter = document.createElement('span');
  letter.className = 'gk-letter';
  letter.setAttribute('aria-hidden', 'true');
  letter.textContent = blok.letter;
  groep.append(letter, ...blok.vragen.map((vraag) => makeKnop(vraag, huidige, ga)));
  return groep;
}

function walk(nav, event) {
  const knoppen = [...nav.querySelectorAll('button')];
  const plaats = knoppen.indexOf(document.activeElement);
  const doel = {
    ArrowRight: plaats + 1, ArrowDown: plaats + 1, ArrowLeft: plaats - 1, ArrowUp: plaats - 1,
    Home: 0, End: knoppen.length - 1,
  }[event.key];
  if (plaats < 0 || doel === undefined || !knoppen[doel]) return;
  event.preventDefault();
  knoppen[plaats].tabIndex = -1;
  knoppen[doel].tabIndex = 0;
  knoppen[doel].focus();
}

// Alt+PageUp and Alt+PageDown walk to the previous and next question from anywhere, also while writing:
// the writing fields save what they hold when they leave the screen.
function listenForPages(stappen, huidige, ga) {
  const luister = (event) => {
    const stap = { PageUp: -1, PageDown: 1 }[event.key];
    const doel = stap && event.altKey ? stappen[stappen.indexOf(huidige) + stap] : undefined;
    if (!doel) return;
    event.preventDefault();
    ga(doel);
  };
  window.addEventListener('keydown', luister);
  return () => window.removeEventListener('keydown', luister);
}

// Marks that others change, as it happens. Streamlit draws the same map when it draws the screen.
const kaarten = new Set();

function showStanden(sessie, { standen = {} }) {
  for (const nav of kaarten) {
    if (nav.dataset.sessie !== sessie) continue;
    for (const knop of nav.querySelectorAll('button')) {
      const stand = standen[knop.dataset.vraag];
      if (stand) showStand(knop, ...stand);
    }
  }
}

function showStand(knop, woord, teken) {
  knop.setAttribute('aria-label', `Vraag ${knop.dataset.vraag}, ${woord}`);
  const plek = knop.querySelector('.gk-teken');
  if (plek.textContent !== teken) plek.textContent = teken;
}

function draw(nav, { blokken, huidige }, ga) {
  const hadFocus = nav.contains(document.activeElement);
  nav.replaceChildren(...blokken.map((blok) => makeBlok(blok, huidige, ga)));
  const hier = nav.querySelector('[aria-current]');
  if (hier && hadFocus) hier.focus();
  // On a phone the map is wider than the screen: bring where we are into view, sideways only.
  if (hier) nav.scrollLeft = hier.offsetLeft - nav.clientWidth / 2;
}

const opruimen = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  const nav = parentElement.querySelector('nav');
  nav.className = 'gk-voortgang';
  nav.setAttribute('aria-label', 'Vragen van de kaart');
  nav.title = 'Alt+PageUp: vorige vraag. Alt+PageDown: volgende vraag.';
  const ga = (id) => setTriggerValue('vraag', id);
  drawUnpressed(nav, () => draw(nav, data, ga));
  opruimen.get(parentElement)?.();
  opruimen.set(parentElement, listenForPages(data.blokken.flatMap((blok) => blok.vragen.map(({ id }) => id)), data.huidige, ga));
  nav.dataset.sessie = data.sessie;
  kaarten.add(nav);
  follow(data.sessie, data.nummer, showStanden);
  nav.onkeydown = (event) => walk(nav, event);
  return onLeave(parentElement, () => {
    kaarten.delete(nav);
    opruimen.get(parentElement)?.();
    opruimen.delete(parentElement);
  });
}
