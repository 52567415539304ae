// SPDX-License-Identifier: Apache-2.0
// The page: which view is shown, the one stream that feeds it, and what every view needs.
import {Api} from './api.mjs';
import {ask} from './dialogs.mjs';
import {h, patch} from './dom.mjs';
import {Stream} from './stream.mjs';
import {number} from './words.mjs';

const VIEWS = {
    dashboard: ['Dashboard', () => import('./dashboard.mjs')],
    events: ['Events', () => import('./events.mjs')],
    terminals: ['Terminals', () => import('./terminals.mjs')],
    punches: ['Punches', () => import('./punches.mjs')],
    alerts: ['Alerts', () => import('./alerts.mjs')],
    configuration: ['Configuration', () => import('./configuration.mjs')],
    kiosk: ['Kiosk', () => import('./kiosk.mjs')],
};

const LINES = {
    connecting: 'Connecting',
    live: 'Live',
    waiting: 'No connection, trying again',
    refused: 'Not signed in',
};

/** How many of the newest punches are kept here. */
const KEPT = 200;
const EVERY = 15000;
const RESTS = 60000;
const by = id => document.getElementById(id);

/** What the views get: the API, what is known already, and how to tell and ask the reader. */
class Page {
    /** The newest answer of `/api/status`, or null. */
    status = null;

    /** The newest punches that were heard of, newest first, each once. */
    punches = [];

    #view = null;
    #name = null;
    #signing = false;
    #loading = false;
    #again = false;
    #loaded = 0;
    #timer = null;
    #frame = null;
    #seeded = false;
    #rest = null;

    constructor() {
        this.api = new Api(given => this.#signIn(given));
        this.stream = new Stream(
            this.api,
            message => this.#entry(message),
            state => this.#line(state),
        );
    }

    async start() {
        by('skip').onclick = event => {
            event.preventDefault();
            by('main').focus();
        };
        addEventListener('hashchange', () => this.#open());
        addEventListener('online', () => this.stream.again());
        // a page that is only put aside by the browser would hold its connection, of which there are six
        addEventListener('pagehide', () => this.stream.close());
        addEventListener('pageshow', event => event.persisted && location.reload());
        document.addEventListener('visibilitychange', () => this.#seen());
        setInterval(() => document.hidden || this.refresh(), EVERY);
        this.stream.run();
        await this.#open();
    }

    /** A tab that nobody looks at follows no stream after a while: it comes back to where it was. */
    #seen() {
        clearTimeout(this.#rest);
        if (document.hidden) {
            this.#rest = setTimeout(() => this.stream.rest(), RESTS);
        } else {
            this.stream.again();
            this.refresh();
        }
    }

    async #open() {
        const first = this.#name === null;
        const name = Object.hasOwn(VIEWS, location.hash.slice(1)) ? location.hash.slice(1) : 'dashboard';
        if (name === this.#name) {
            return;
        }
        this.#name = name;
        this.#view?.close?.();
        this.#view = null;
        const [title, load] = VIEWS[name];
        document.title = `${title} – Muster`;
        document.body.className = name;
        by('title').textContent = title;
        for (const link of document.querySelectorAll('nav a')) {
            const here = link.getAttribute('href') === `#${name}`;
            link.setAttribute('aria-current', here ? 'page' : 'false');
        }
        by('view').replaceChildren(h('p', {class: 'quiet'}, 'Asking muster …'));
        by('trouble').replaceChildren();
        if (!first) {
            by('title').focus({preventScroll: true});
            scrollTo(0, 0);
        }
        try {
            const {default: View} = await load();
            if (this.#name === name) {
                this.#view = new View(this);
                this.#loaded = 0;
                await this.#load();
            }
        } catch {
            patch(
                by('trouble'),
                h('div', {}, h('p', {class: 'trouble'}, 'This part could not be loaded: reload the page.')),
            );
        }
        // the other views, while there is a line: a later click needs no answer to be drawn
        Object.values(VIEWS).forEach(([, other]) => other().catch(() => {}));
    }

    /** Asks muster again what the view shows, soon and not too often. */
    refresh() {
        const wait = this.#loaded + (this.#view?.pace ?? 1500) - Date.now();
        this.#timer ??= setTimeout(
            () => {
                this.#timer = null;
                this.#load();
            },
            Math.max(0, wait),
        );
    }

    async #load() {
        const view = this.#view;
        if (!view || this.#signing) {
            return;
        }
        if (this.#loading) {
            this.#again = true;
            return;
        }
        this.#loading = true;
        this.#loaded = Date.now();
        try {
            this.status = await this.api.get('status');
            this.#counts();
            await view.load();
            patch(by('trouble'), h('div', {}));
        } catch (error) {
            if (error.status !== 401) {
                patch(by('trouble'), h('div', {}, h('p', {class: 'trouble'}, error.message)));
            }
        }
        this.#loading = false;
        this.draw();
        if (this.#again || view !== this.#view) {
            this.#again = false;
            this.refresh();
        }
    }

    /** Shows what the view is now, with the next frame. */
    draw() {
        this.#frame ??= requestAnimationFrame(() => {
            this.#frame = null;
            if (this.#view?.ready ?? true) {
                patch(by('view'), h('div', {}, this.#view?.render()));
            }
        });
    }

    #counts() {
        const mark = (id, value, word) => {
            by(id).hidden = !value;
            by(id).replaceChildren(number(value), h('span', {class: 'unseen'}, ` ${word}`));
        };
        mark('pending', this.status.terminals_pending, 'waiting for approval');
        mark('firing', this.status.alerts_firing, 'firing');
    }

    #line(state) {
        const line = by('line');
        if (line.dataset.state !== state) {
            line.dataset.state = state;
            line.textContent = LINES[state];
        }
        if (state === 'live') {
            this.#seed();
            this.refresh();
        }
    }

    /** Only after the stream has begun: what comes meanwhile comes by both ways and is known by its number. */
    async #seed() {
        if (this.#seeded) {
            return;
        }
        this.#seeded = true;
        try {
            const page = await this.api.get('punches?limit=50');
            page.punches.forEach(punch => this.#keep(punch));
            this.draw();
        } catch {
            this.#seeded = false;
        }
    }

    #keep(punch) {
        const at = this.punches.findIndex(known => known.seq <= punch.seq);
        if (at >= 0 && this.punches[at].seq === punch.seq) {
            return;
        }
        this.punches.splice(at < 0 ? this.punches.length : at, 0, punch);
        this.punches.length = Math.min(this.punches.length, KEPT);
    }

    #entry(message) {
        if (message.kind === 'punch') {
            this.#keep(message.punch);
        }
        if (this.#view?.kinds?.includes(message.kind) ?? true) {
            this.refresh();
            this.draw();
        }
    }

    /** Says something that goes away by itself. */
    say(text, look = 'good') {
        const message = h('p', {class: `message ${look}`}, text);
        by('messages').append(message);
        setTimeout(() => message.remove(), look === 'bad' ? 12000 : 5000);
    }

    /** Does what the reader asked for and tells how it went. */
    async act(work, done) {
        try {
            const result = await work();
            if (done) {
                this.say(typeof done === 'function' ? done(result) : done);
            }
        } catch (error) {
            this.say(error.message, 'bad');
        }
        await this.#load();
    }

    async #signIn(given) {
        if (this.#signing) {
            return;
        }
        this.#signing = true;
        const answer = await ask({
            title: 'This muster wants its key',
            text: given ? 'That key is not the right one.' : 'It is kept in this tab until you close it.',
            verb: 'Go on',
            modal: false,
            fields: [{name: 'key', label: 'Key', type: 'password', required: true}],
        });
        this.api.useKey(answer.key);
        this.#signing = false;
        this.stream.again();
        await this.#load();
    }
}

new Page().start();
