// A press that goes straight to our own route, and what to say when it did not arrive.

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
