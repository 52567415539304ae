// SPDX-License-Identifier: Apache-2.0
// Punches: as they come, and those of any day.
import {query} from './api.mjs';
import {show} from './dialogs.mjs';
import {h} from './dom.mjs';
import {badge, button, card, person, quiet, table} from './parts.mjs';
import {count, local, moment, number, plain, sentence} from './words.mjs';

const PAGE = 50;

/** Beyond this a page of older ones takes the place of the one before. */
const MOST = 1000;

const COLUMNS = [
    {name: 'Time'},
    {name: 'Person'},
    {name: 'Terminal'},
    {name: 'State', extra: true},
    {name: 'Verified by', extra: true},
    {name: 'Came by', extra: true},
    {name: 'Number'},
];

export default class Punches {
    kinds = ['punch'];
    pace = 5000;
    #filter = {terminal: '', pin: '', from: '', to: ''};
    #older = [];
    #next = null;
    #live = true;
    #frozen = [];

    constructor(page) {
        this.page = page;
    }

    get ready() {
        return Boolean(this.terminals);
    }

    async load() {
        if (!this.terminals) {
            const {terminals} = await this.page.api.get('terminals');
            await this.#search();
            this.terminals = terminals;
        }
    }

    get #parameters() {
        const {terminal, pin, from, to} = this.#filter;
        return {terminal, pin, from, to, limit: PAGE};
    }

    async #search() {
        const page = await this.page.api.get(`punches${query(this.#parameters)}`);
        this.#older = page.punches;
        this.#next = page.next ?? null;
    }

    async #more() {
        const page = await this.page.api.get(`punches${query({...this.#parameters, cursor: this.#next})}`);
        this.#older = [...this.#older, ...page.punches].slice(-MOST);
        this.#next = page.next ?? null;
        this.page.draw();
    }

    #fits(punch) {
        const {terminal, pin, from, to} = this.#filter;
        return (
            (!terminal || punch.terminal === terminal) &&
            (!pin || punch.pin === pin) &&
            (!from || punch.local_time.slice(0, 10) >= from) &&
            (!to || punch.local_time.slice(0, 10) <= to)
        );
    }

    /** What was asked for and what came since, newest first, each once. */
    get #shown() {
        if (!this.#live) {
            return this.#frozen;
        }
        const newest = this.#older[0]?.seq ?? 0;
        const come = this.page.punches.filter(punch => punch.seq > newest && this.#fits(punch));
        return [...come, ...this.#older];
    }

    render() {
        const shown = this.#shown;
        const filtered = Object.values(this.#filter).some(Boolean);
        return h(
            'div',
            {class: 'stack'},
            this.#form(),
            card(
                'Punches',
                {
                    name: 'punch-table',
                    beside: h(
                        'label',
                        {class: 'switch'},
                        h('input', {
                            type: 'checkbox',
                            id: 'follow',
                            checked: true,
                            onchange: event => this.#follow(event.target.checked),
                        }),
                        'Live',
                    ),
                },
                shown.length === 0
                    ? quiet(filtered ? 'No punch fits.' : 'No punch yet. They appear here by themselves.')
                    : table(
                          'Punches, newest first',
                          COLUMNS,
                          shown.map(punch => ({key: punch.seq, look: 'scan', cells: this.#cells(punch)})),
                      ),
                h(
                    'div',
                    {class: 'actions'},
                    this.#next !== null && button('Older', () => this.page.act(() => this.#more()), {name: 'plain'}),
                    h('span', {class: 'soft'}, `${count(shown.length, 'punch', 'punches')} shown`),
                ),
            ),
        );
    }

    #form() {
        const set = name => event => (this.#filter[name] = event.target.value.trim());
        const apply = event => {
            event.preventDefault();
            this.#live = true;
            document.getElementById('follow').checked = true;
            this.page.act(
                () => this.#search(),
                () => `${count(this.#older.length, 'punch', 'punches')} found.`,
            );
        };
        const field = (name, label, attributes) =>
            h(
                'label',
                {class: 'field'},
                label,
                h('input', {
                    name,
                    autocomplete: 'off',
                    onchange: set(name),
                    oninput: set(name),
                    ...attributes,
                }),
            );
        return h(
            'form',
            {class: 'card filter', 'aria-label': 'Which punches', onsubmit: apply},
            h(
                'label',
                {class: 'field'},
                'Terminal',
                h(
                    'select',
                    {name: 'terminal', onchange: set('terminal')},
                    h('option', {value: ''}, 'Any'),
                    this.terminals.map(terminal =>
                        h('option', {value: terminal.serial, key: terminal.serial}, terminal.name),
                    ),
                ),
            ),
            field('pin', 'PIN', {type: 'text'}),
            field('from', 'From', {type: 'date'}),
            field('to', 'To', {type: 'date'}),
            h('button', {type: 'submit', class: 'main'}, 'Show'),
        );
    }

    #follow(live) {
        this.#frozen = this.#shown;
        this.#live = live;
        this.page.draw();
    }

    #cells(punch) {
        const state = punch.state_name ?? plain(punch.state);
        return [
            local(punch.local_time),
            person(punch),
            [punch.terminal_name, h('span', {class: 'inline soft'}, state)],
            state,
            punch.verify_mode_name ?? plain(punch.verify_mode),
            plain(punch.source),
            button(number(punch.seq), () => this.page.act(() => this.#explain(punch)), {
                name: 'link',
                label: `${number(punch.seq)}: what happened to it`,
            }),
        ];
    }

    async #explain(punch) {
        const {story, deliveries} = await this.page.api.get(`punches/${punch.seq}/explain`);
        show(
            `Punch ${number(punch.seq)}`,
            h(
                'ol',
                {class: 'lines'},
                story.map(step =>
                    h(
                        'li',
                        {class: 'plain'},
                        h('span', {}, h('span', {class: 'kind'}, plain(step.what)), h('time', {}, moment(step.at))),
                        h('span', {class: 'text'}, sentence(step.text)),
                    ),
                ),
            ),
            deliveries.length > 0 && h('h3', {}, 'Sinks'),
            h(
                'ul',
                {class: 'lines'},
                deliveries.map(sent =>
                    h(
                        'li',
                        {class: 'sync'},
                        h('span', {}, h('b', {}, sent.sink), badge(sent.state), h('time', {}, moment(sent.at))),
                        sent.answer && h('span', {class: 'text'}, sent.answer),
                    ),
                ),
            ),
        );
    }
}
