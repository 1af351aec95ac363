// Presses: none may get lost under a finger, and those that go straight to our own route say when they did not arrive.

// A press takes a moment, and a browser forgets it when its button is replaced in between. A click comes after the
// button is let go: at once with a mouse, a little later with a finger.
const NAKLIK_MS = 300;
let ingedrukt = null;
let naklik = 0;
const uitgesteld = new Map(); // per area the drawing that waits, the newest only

function hold({ target }) {
  clearTimeout(naklik);
  ingedrukt = target;
}

function release() {
  clearTimeout(naklik);
  ingedrukt = null;
  const wachtend = [...uitgesteld.values()];
  uitgesteld.clear();
  for (const teken of wachtend) teken();
}

function releaseSoon() {
  clearTimeout(naklik);
  naklik = setTimeout(release, NAKLIK_MS);
}

addEventListener('pointerdown', hold, true);
addEventListener('keydown', (event) => event.key === ' ' && hold(event), true);
for (const einde of ['pointerup', 'pointercancel', 'keyup']) addEventListener(einde, releaseSoon, true);
addEventListener('blur', releaseSoon); // of the window; that of a field comes with the press on something else
addEventListener('click', () => setTimeout(release), true); // after whoever listens to it

// Draw this area now, or as soon as the press that is going on in it has done what it is for.
export function drawUnpressed(vlak, teken) {
  if (vlak.contains(ingedrukt)) uitgesteld.set(vlak, teken);
  else teken();
}

// What Streamlit draws answers a press by drawing its screen anew, and forgets the press when another drawing is asked
// for before that. So whoever wants one because of somebody else waits until this person has had their answer.
const HEENWEG_MS = 1000; // until the answer begins, also on a slow network
const ANTWOORD_MS = 10_000;
let gedrukt = -Infinity;

// The bar is not Streamlit's: its presses go to our own route.
function noteDruk({ target }) {
  if (!target.closest?.('.gk-regie')) gedrukt = performance.now();
}

for (const druk of ['click', 'change']) addEventListener(druk, noteDruk, true);

// Whether Streamlit is still sending parts of the screen.
export function isDrawing() {
  return document.querySelector('[data-test-script-state="running" i]') !== null;
}

export function awaitsAnswer() {
  const sinds = performance.now() - gedrukt;
  return ingedrukt !== null || sinds < HEENWEG_MS || (isDrawing() && sinds < ANTWOORD_MS);
}

export async function drukOp(pad, { sessie, wie }, velden) {
  try {
    const antwoord = await fetch(pad, {
      method: 'POST',
      body: JSON.stringify({ sessie_id: sessie, ...velden }),
      headers: { 'Content-Type': 'application/json', 'gk-wie': wie },
    });
    const inhoud = await antwoord.json();
    return antwoord.ok ? { inhoud } : { melding: inhoud.melding ?? 'Dat lukte niet. Probeer het opnieuw.' };
  } catch {
    return { melding: 'Geen verbinding. Probeer het zo nog eens.' };
  }
}
