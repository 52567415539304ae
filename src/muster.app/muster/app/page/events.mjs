// SPDX-License-Identifier: Apache-2.0
// Events: gatherings at the door.
import {part} from './api.mjs';
import {steps} from './charts.mjs';
import {ask} from './dialogs.mjs';
import {h} from './dom.mjs';
import {badge, button, card, facts, quiet} from './parts.mjs';
import {count, minute, moment, number, plain, span} from './words.mjs';

/** More people than this are counted and not listed. */
const MOST = 5000;
const LISTED = 200;

const STATES = {
    listed: 'not selected',
    selected: 'selected',
    scanning: 'checking in',
    paused: 'stopped for now',
    ended: 'over',
};

export default class Events {
    kinds = ['gathering', 'punch', 'presence', 'registration', 'quarantine'];
    pace = 2500;
    #shown = null;
    #search = '';

    constructor(page) {
        this.page = page;
    }

    get ready() {
        return Boolean(this.list);
    }

    async load() {
        const list = await this.page.api.get('gatherings');
        const shown = this.#event(list);
        this.people = shown ? await this.#attendance(shown.gathering.id) : [];
        this.list = list;
    }

    /** The event that is looked at: the chosen one, else the one the door is set to, else the first. */
    #event(list) {
        const all = list.gatherings;
        const find = id => all.find(status => status.gathering.id === id);
        return find(this.#shown) ?? find(list.current) ?? all[0] ?? null;
    }

    async #attendance(id) {
        const all = [];
        let after = null;
        do {
            const next = after === null ? '' : `&after=${part(after)}`;
            const page = await this.page.api.get(`gatherings/${part(id)}/attendance?limit=1000${next}`);
            all.push(...page.attendees);
            after = page.next ?? null;
        } while (after !== null && all.length < MOST);
        return all;
    }

    render() {
        const shown = this.#event(this.list);
        return h(
            'div',
            {class: 'split'},
            this.#all(shown),
            shown &&
                h(
                    'div',
                    {class: 'stack', key: shown.gathering.id},
                    this.#one(shown),
                    this.#arrivals(shown),
                    this.#inside(shown),
                ),
        );
    }

    #all(shown) {
        const {gatherings, backend} = this.list;
        return card(
            'All events',
            {beside: button('Add', () => this.#add())},
            gatherings.length === 0 && quiet('There are no events yet. Add one here, or let the backend send them.'),
            h(
                'ul',
                {class: 'choices'},
                gatherings.map(({gathering, checked_in: came}) =>
                    h(
                        'li',
                        {key: gathering.id},
                        h(
                            'button',
                            {
                                type: 'button',
                                'data-event': gathering.id,
                                'aria-pressed': String(gathering === shown?.gathering),
                                onclick: () => this.#look(gathering.id),
                            },
                            h('b', {}, gathering.name),
                            h('span', {class: 'soft'}, span(gathering.start, gathering.end)),
                            h('span', {}, badge(gathering.state, STATES[gathering.state]), ` ${number(came)} came`),
                        ),
                    ),
                ),
            ),
            backend.configured &&
                h(
                    'p',
                    {class: 'soft'},
                    backend.reachable
                        ? `The backend answered ${moment(backend.last_answer)}.`
                        : `The backend does not answer: ${backend.problem ?? 'not asked yet'}`,
                ),
        );
    }

    #look(id) {
        this.#shown = id;
        this.people = [];
        this.page.draw();
        this.page.refresh();
    }

    #one(status) {
        const {gathering} = status;
        return card(
            gathering.name,
            {name: 'event', beside: badge(gathering.state, STATES[gathering.state])},
            h('p', {class: 'soft'}, span(gathering.start, gathering.end) || 'No time is set.'),
            h(
                'div',
                {class: 'heads'},
                h('p', {class: 'head-count'}, h('b', {id: 'headcount'}, number(status.inside)), ' inside'),
                h('p', {class: 'head-count'}, h('b', {id: 'checked-in'}, number(status.checked_in)), ' checked in'),
            ),
            status.full &&
                h(
                    'p',
                    {class: 'trouble'},
                    `More are inside than the ${number(gathering.capacity)} there is room for.`,
                ),
            facts(
                gathering.capacity && ['Room for', number(gathering.capacity)],
                status.registered > 0 && ['On the list', number(status.registered)],
                status.not_on_list > 0 && ['Not on the list', number(status.not_on_list)],
                status.waiting_for_clock > 0 && ['Waiting for the clock', number(status.waiting_for_clock)],
                ['Came in', number(status.entries)],
                ['Went', number(status.exits)],
                ['From', plain(gathering.from)],
            ),
            !gathering.active && quiet('The backend takes no check-ins for it.'),
            h(
                'div',
                {class: 'actions'},
                this.#moves(gathering),
                gathering.id === this.list.current && h('a', {class: 'button plain', href: '#kiosk'}, 'Kiosk'),
            ),
        );
    }

    #moves({id, name, state}) {
        const move = (act, verb, text, danger = false) =>
            button(
                verb,
                async () => {
                    if (await ask({title: `${verb}: ${name}`, text, verb, danger})) {
                        await this.page.act(
                            () => this.page.api.post(`gatherings/${part(id)}/${act}`),
                            `${name}: ${verb.toLowerCase()} – done.`,
                        );
                    }
                },
                {name: danger ? 'plain' : 'main'},
            );
        const end = move('end', 'End', 'Nobody is checked in any more. It can be selected again.', true);
        switch (state) {
            case 'selected':
                return [move('start', 'Start', 'From now on people are checked in for it.'), end];
            case 'paused':
                return [move('start', 'Start', 'People are checked in for it again.'), end];
            case 'scanning':
                return [move('stop', 'Stop', 'Nobody is checked in until it is started again.'), end];
            default:
                return [
                    move(
                        'select',
                        'Select',
                        this.list.current
                            ? 'This door is set to it, and no longer to the event it is set to now.'
                            : 'This door is set to it. Start it when people may come.',
                    ),
                ];
        }
    }

    #arrivals(status) {
        const times = this.people
            .filter(person => person.time)
            .map(person => Date.parse(person.time))
            .toSorted((a, b) => a - b);
        if (times.length === 0) {
            return card('Arrivals', {}, quiet('Nobody has come yet.'));
        }
        const {start, end, state} = status.gathering;
        const from = Math.min(times[0], start ? Math.max(Date.parse(start), times[0] - 1800000) : times[0]);
        const to = Math.max(times.at(-1), state === 'ended' && end ? Date.parse(end) : Date.now());
        const points = [{at: from, value: 0}, ...times.map((at, i) => ({at, value: i + 1}))];
        return card(
            'Arrivals',
            {beside: h('span', {class: 'soft'}, `last at ${minute(times.at(-1))}`)},
            steps(
                `${count(times.length, 'person', 'people')} came from ${minute(times[0])} to ${minute(times.at(-1))}`,
                points,
                minute(from),
                minute(to),
                from,
                to,
            ),
        );
    }

    #inside(status) {
        const word = this.#search.toLowerCase();
        const inside = this.people.filter(
            person => person.inside && `${person.name ?? ''} ${person.pin}`.toLowerCase().includes(word),
        );
        return card(
            'Who is inside',
            {beside: h('span', {class: 'soft'}, number(status.inside))},
            h(
                'label',
                {class: 'field'},
                'Find by name or PIN',
                h('input', {
                    type: 'search',
                    autocomplete: 'off',
                    oninput: event => {
                        this.#search = event.target.value;
                        this.page.draw();
                    },
                }),
            ),
            inside.length === 0
                ? quiet(this.#search ? 'Nobody of that name is inside.' : 'Nobody is inside.')
                : h(
                      'ul',
                      {class: 'people'},
                      inside
                          .slice(0, LISTED)
                          .map(person =>
                              h(
                                  'li',
                                  {key: person.pin},
                                  h('b', {}, person.name ?? person.pin),
                                  person.name && h('span', {class: 'soft'}, person.pin),
                                  h('time', {}, person.time ? minute(person.time) : plain(person.check_in)),
                              ),
                          ),
                  ),
            inside.length > LISTED && quiet(`and ${number(inside.length - LISTED)} more`),
        );
    }

    async #add() {
        const answer = await ask({
            title: 'Add an event',
            verb: 'Add',
            fields: [
                {name: 'name', label: 'Name', required: true, maxlength: 200},
                {name: 'start', label: 'Begins (may stay empty)', type: 'datetime-local'},
                {name: 'end', label: 'Ends (may stay empty)', type: 'datetime-local'},
                {name: 'capacity', label: 'Room for how many (may stay empty)', type: 'number', min: 1},
            ],
        });
        if (!answer) {
            return;
        }
        const instant = text => (text ? new Date(text).toISOString() : undefined);
        await this.page.act(async () => {
            const added = await this.page.api.post('gatherings', {
                name: answer.name,
                start: instant(answer.start),
                end: instant(answer.end),
                capacity: answer.capacity ? Number(answer.capacity) : undefined,
            });
            this.#shown = added.gathering.id;
        }, `${answer.name} is added.`);
    }
}
