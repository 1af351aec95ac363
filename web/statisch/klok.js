// How long a clock still runs, by the server's time and rounded as the server does: everybody reads the same.

import { serverNow } from './stroom.js';

export function countLeft({ loopt_tot: tot, rest_s: rest }) {
  return tot ? Math.max(0, Math.round((Date.parse(tot) - serverNow()) / 1000)) : rest;
}

export function formatTijd(seconden) {
  return `${Math.floor(seconden / 60)}:${String(seconden % 60).padStart(2, '0')}`;
}
