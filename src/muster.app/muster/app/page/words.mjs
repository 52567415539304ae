// SPDX-License-Identifier: Apache-2.0
// Numbers, times and states as people read them.

const WHOLE = new Intl.NumberFormat('en-GB', {maximumFractionDigits: 0});
const PRECISE = new Intl.NumberFormat('en-GB', {maximumFractionDigits: 1});
const CLOCK = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit', second: '2-digit'});
const MINUTE = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit'});
const DAY = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short'});

/** A whole number. */
export const number = value => (value === null || value === undefined ? '–' : WHOLE.format(value));

/** A number with one digit behind the point at most. */
export const precise = value => (value === null || value === undefined ? '–' : PRECISE.format(value));

/** `1 punch`, `2 punches`. */
export const count = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;

/** Bytes as MB or GB. */
export function bytes(value) {
    return value >= 1e9 ? `${precise(value / 1e9)} GB` : `${precise(value / 1e6)} MB`;
}

const sameDay = (a, b) => a.toDateString() === b.toDateString();

/** The moment of an instant on this reader's clock, with its day when that is not today. */
export function moment(instant) {
    if (!instant) {
        return '–';
    }
    const date = new Date(instant);
    return sameDay(date, new Date()) ? CLOCK.format(date) : `${DAY.format(date)}, ${MINUTE.format(date)}`;
}

/** Hours and minutes of an instant on this reader's clock. */
export const minute = instant => MINUTE.format(new Date(instant));

/** When something begins and ends. */
export function span(start, end) {
    const day = instant => (sameDay(new Date(instant), new Date()) ? 'today' : DAY.format(new Date(instant)));
    const from = start ? `${day(start)} ${minute(start)}` : '';
    if (!end) {
        return from;
    }
    const to = start && sameDay(new Date(start), new Date(end)) ? minute(end) : `${day(end)} ${minute(end)}`;
    return from ? `${from} – ${to}` : `until ${to}`;
}

/** A length of time, roughly. */
export function length(seconds) {
    const whole = Math.abs(Math.round(seconds));
    if (whole < 90) {
        return `${whole} s`;
    }
    if (whole < 5400) {
        return `${Math.round(whole / 60)} min`;
    }
    return whole < 172800 ? `${Math.round(whole / 3600)} h` : `${Math.round(whole / 86400)} days`;
}

/** How long ago an instant was. */
export function ago(instant) {
    if (!instant) {
        return 'never';
    }
    const seconds = (Date.now() - new Date(instant).getTime()) / 1000;
    return seconds < 10 ? 'now' : `${length(seconds)} ago`;
}

/** A terminal's local time, without the date when that is today's. */
export function local(time) {
    const today = new Date();
    const pad = part => String(part).padStart(2, '0');
    const date = `${today.getFullYear()}-${pad(today.getMonth() + 1)}-${pad(today.getDate())}`;
    return time?.startsWith(date) ? time.slice(11) : (time ?? '–');
}

/** How a state looks: one of `good`, `busy`, `warn`, `bad` and `still`. Its word is always beside it. */
export function look(state) {
    return LOOKS[state] ?? 'still';
}

const LOOKS = {
    healthy: 'good',
    online: 'good',
    running: 'good',
    scanning: 'good',
    delivered: 'good',
    checked_in: 'good',
    selected: 'busy',
    starting: 'busy',
    syncing: 'busy',
    pending: 'busy',
    info: 'busy',
    partial: 'warn',
    degraded: 'warn',
    late: 'warn',
    retrying: 'warn',
    warning: 'warn',
    paused: 'warn',
    stale: 'warn',
    not_on_list: 'warn',
    waits_for_clock: 'warn',
    error: 'bad',
    offline: 'bad',
    stopped: 'bad',
    firing: 'bad',
    stalled: 'bad',
    no_bus: 'bad',
    no_daemon: 'bad',
    no_adapter: 'bad',
    refused: 'bad',
};

/** A message as a sentence: with a capital and a full stop. */
export function sentence(text) {
    const whole = text ? text[0].toUpperCase() + text.slice(1) : '';
    return /[.!?…]$/.test(whole) ? whole : `${whole}.`;
}

/** A word of the API for people: `not_seen` is `not seen`. */
export const plain = word => (word === null || word === undefined ? '–' : String(word).replaceAll('_', ' '));
