// SPDX-License-Identifier: Apache-2.0
// A page for the door: whatever a QR or card reader types and ends with Enter is checked in, as `muster kiosk` does.
import {h} from './dom.mjs';
import {number} from './words.mjs';

const TRIES = 4;
const PAUSE = 700;
const SHOWN = 8000;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '⌫', '0', 'OK'];

const MOODS = {
    checked_in: ['good', '✓'],
    waits_for_clock: ['good', '✓'],
    already: ['busy', '•'],
    not_on_list: ['bad', '✕'],
};

export default class Kiosk {
    kinds = ['gathering', 'punch', 'presence', 'registration'];
    pace = 1000;
    #message = null;
    #forget = null;
    #queue = Promise.resolve();
    #letters = false;
    #grab = event => this.#focus(event);

    constructor(page) {
        this.page = page;
        addEventListener('keydown', this.#grab);
        this.clock = setInterval(() => page.draw(), 10000);
    }

    close() {
        removeEventListener('keydown', this.#grab);
        clearInterval(this.clock);
        clearTimeout(this.#forget);
    }

    get ready() {
        return Boolean(this.list);
    }

    async load() {
        this.list = await this.page.api.get('gatherings');
    }

    render() {
        const event = this.list.gatherings.find(status => status.gathering.id === this.list.current);
        const scanning = event?.gathering.state === 'scanning';
        const message = this.#message;
        return h(
            'div',
            {class: 'door'},
            h(
                'div',
                {class: 'door-head'},
                h('a', {class: 'button plain', href: '#events'}, 'Back'),
                h('p', {class: 'event-name'}, event ? event.gathering.name : 'No event is selected'),
                h('button', {type: 'button', class: 'plain', onclick: () => this.#fill()}, 'Full screen'),
            ),
            h(
                'div',
                {class: 'door-main'},
                h(
                    'p',
                    {class: 'huge'},
                    h('b', {id: 'headcount'}, number(event?.inside ?? 0)),
                    h('span', {}, 'inside'),
                    h('small', {}, event ? `${number(event.checked_in)} checked in` : 'Select one under Events.'),
                ),
                h(
                    'div',
                    {class: `welcome ${message?.look ?? 'still'}`, id: 'welcome', role: 'status'},
                    message && h('span', {class: 'sign', 'aria-hidden': 'true'}, message.sign),
                    h('b', {}, message?.title ?? (scanning ? 'Welcome' : 'Not started')),
                    h(
                        'span',
                        {},
                        message?.text ??
                            (scanning ? 'Show your code, or type your number.' : 'Nobody is checked in now.'),
                    ),
                ),
                this.#typed(),
            ),
        );
    }

    #typed() {
        return h(
            'form',
            {class: 'keypad', 'aria-label': 'Check in by number', onsubmit: event => this.#submit(event)},
            h('label', {class: 'unseen', for: 'badge'}, 'Number or code'),
            h('input', {
                id: 'badge',
                type: 'text',
                inputmode: this.#letters ? 'text' : 'none',
                autocomplete: 'off',
                autocapitalize: 'off',
                spellcheck: 'false',
                maxlength: 200,
                placeholder: 'Number',
            }),
            KEYS.map(key =>
                h(
                    'button',
                    {
                        key,
                        type: key === 'OK' ? 'submit' : 'button',
                        class: key === 'OK' ? 'main' : 'plain',
                        'aria-label': key === '⌫' ? 'Delete' : null,
                        onclick: key === 'OK' ? null : () => this.#press(key),
                    },
                    key,
                ),
            ),
            h(
                'button',
                {
                    type: 'button',
                    class: 'plain letters',
                    'aria-pressed': String(this.#letters),
                    onclick: () => this.#spell(),
                },
                'Keyboard',
            ),
        );
    }

    /** A tablet's own keyboard, which a reader of codes does not need and nobody wants to see all the time. */
    #spell() {
        this.#letters = !this.#letters;
        this.#input.inputMode = this.#letters ? 'text' : 'none';
        this.#input.focus();
        this.page.draw();
    }

    get #input() {
        return document.getElementById('badge');
    }

    /** A reader types wherever the focus is; it belongs into the field, unless somebody works a button. */
    #focus(event) {
        const input = this.#input;
        const working = event.target.closest?.('dialog, a, button') && (event.key === 'Enter' || event.key === ' ');
        const typed = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
        if (input && document.activeElement !== input && typed && !working && !event.target.closest?.('dialog')) {
            input.focus();
        }
    }

    #press(key) {
        this.#input.value = key === '⌫' ? this.#input.value.slice(0, -1) : this.#input.value + key;
    }

    #submit(event) {
        event.preventDefault();
        const pin = this.#input.value.trim();
        this.#input.value = '';
        if (pin) {
            // one behind the other: a reader may be faster than the line
            this.#queue = this.#queue.then(() => this.#checkIn(pin));
        }
    }

    /** A lost answer is asked for again under the same key, so that nobody is checked in twice by it. */
    async #checkIn(pin) {
        const bytes = crypto.getRandomValues(new Uint8Array(16));
        const key = `kiosk-${Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')}`;
        let last;
        for (let i = 0; i < TRIES; i++) {
            try {
                const result = await this.page.api.post('punches', {pin, method: 'kiosk', key});
                const [look, sign] = MOODS[result.outcome] ?? MOODS.already;
                this.#show({look, sign, title: result.name || result.pin, text: result.message});
                this.page.refresh();
                return;
            } catch (error) {
                last = error;
                if (!error.passing) {
                    break;
                }
                await new Promise(resolve => setTimeout(resolve, PAUSE));
            }
        }
        this.#show({
            look: 'bad',
            sign: '✕',
            title: last.passing ? 'Not checked in, please try again' : 'Not checked in',
            text: last.message,
        });
    }

    #show(message) {
        this.#message = message;
        this.page.draw();
        clearTimeout(this.#forget);
        this.#forget = setTimeout(() => {
            this.#message = null;
            this.page.draw();
        }, SHOWN);
    }

    async #fill() {
        try {
            await (document.fullscreenElement
                ? document.exitFullscreen()
                : document.documentElement.requestFullscreen());
        } catch {
            this.page.say('This browser does not let a page fill the screen.', 'bad');
        }
    }
}
