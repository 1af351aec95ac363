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
for (const einde of ['pointerup', 'pointercancel', 'keyup', 'blur']) addEventListener(einde, releaseSoon, true);
addEventListener('click', () => setTimeout(release), true); // after whoever listens to it

// Draw this area now, or as soon as the press that is going on in it has done what it is for.
export function drawUnpressed(vlak, teken) {
  if (vlak.contains(ingedrukt)) uitgesteld.set(vlak, teken);
  else teken();
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
