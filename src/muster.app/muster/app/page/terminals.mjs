// SPDX-License-Identifier: Apache-2.0
// Terminals, by branch.
import {part} from './api.mjs';
import {shares} from './charts.mjs';
import {ask} from './dialogs.mjs';
import {h} from './dom.mjs';
import {badge, button, card, quiet, table} from './parts.mjs';
import {ago, count, length, moment, number, plain} from './words.mjs';

const COLUMNS = [
    {name: 'Terminal'},
    {name: 'State'},
    {name: 'Last contact'},
    {name: 'Clock', extra: true},
    {name: 'Its records', extra: true},
    {name: 'Punches here', extra: true},
    {name: 'Held', extra: true},
    {name: 'Memory full', extra: true},
];

const PRESENCES = [
    ['online', 'good'],
    ['late', 'warn'],
    ['offline', 'bad'],
    ['not_seen', 'still'],
];

export default class Terminals {
    kinds = ['terminal', 'contact', 'branch', 'clock', 'fetch', 'punch', 'notice'];
    pace = 2500;

    constructor(page) {
        this.page = page;
    }

    get ready() {
        return Boolean(this.list);
    }

    async load() {
        [this.list, this.branches] = await Promise.all([
            this.page.api.get('terminals'),
            this.page.api.get('branches'),
        ]);
    }

    render() {
        const approved = this.list.terminals.filter(terminal => terminal.state === 'approved');
        const refused = this.list.terminals.filter(terminal => terminal.state === 'refused');
        const groups = this.#groups(approved);
        return h(
            'div',
            {class: 'stack'},
            this.list.pending.length > 0 && this.#pending(),
            groups.length > 0 && this.#picture(groups),
            groups.map(group => this.#group(group)),
            groups.length === 0 &&
                this.list.pending.length === 0 &&
                card(
                    'No terminals',
                    {},
                    quiet('Point a terminal at this muster: it appears here and waits for your approval.'),
                ),
            refused.length > 0 &&
                card(
                    'Refused',
                    {},
                    h(
                        'ul',
                        {class: 'people'},
                        refused.map(terminal =>
                            h(
                                'li',
                                {key: terminal.serial},
                                h('b', {}, terminal.name),
                                h('span', {class: 'soft'}, terminal.serial),
                                button('Approve', () => this.#decide('approve', terminal.serial), {
                                    label: `Approve ${terminal.serial}`,
                                }),
                            ),
                        ),
                    ),
                ),
        );
    }

    #groups(terminals) {
        const named = this.branches.branches.map(branch => ({id: branch.id, name: branch.name, terminals: []}));
        const none = {id: '', name: named.length > 0 ? 'Of no branch' : 'Terminals', terminals: []};
        for (const terminal of terminals) {
            (named.find(group => group.id === terminal.branch) ?? none).terminals.push(terminal);
        }
        return [...named, none].filter(group => group.terminals.length > 0 || group !== none);
    }

    #counts(terminals) {
        return PRESENCES.map(([state, look]) => ({
            word: plain(state),
            look,
            count: terminals.filter(terminal => terminal.presence === state).length,
        }));
    }

    #picture(groups) {
        return card(
            'By branch',
            {},
            h(
                'ul',
                {class: 'branches'},
                groups.map(group => {
                    const counts = this.#counts(group.terminals);
                    const words =
                        counts
                            .filter(each => each.count > 0)
                            .map(each => `${number(each.count)} ${each.word}`)
                            .join(', ') || 'no terminals';
                    return h(
                        'li',
                        {key: group.id},
                        h('b', {}, group.name),
                        shares(`${group.name}: ${words}`, counts),
                        h('span', {class: 'soft', 'aria-hidden': 'true'}, words),
                    );
                }),
            ),
        );
    }

    #group({id, name, terminals}) {
        return card(
            name,
            {name: 'group', beside: h('span', {class: 'soft'}, count(terminals.length, 'terminal'))},
            terminals.length === 0
                ? quiet('It has no terminals yet.')
                : table(
                      `Terminals: ${name}`,
                      COLUMNS,
                      terminals.map(terminal => ({key: `${id}/${terminal.serial}`, cells: this.#cells(terminal)})),
                  ),
        );
    }

    #cells(terminal) {
        const offset = terminal.clock_offset_seconds;
        const clock =
            offset === null || offset === undefined
                ? 'not known'
                : Math.abs(offset) < 2
                  ? 'right'
                  : `${length(offset)} ${offset > 0 ? 'fast' : 'slow'}`;
        const records =
            terminal.records === undefined
                ? 'not known'
                : terminal.record_capacity
                  ? `${number(terminal.records)} of ${number(terminal.record_capacity)}`
                  : number(terminal.records);
        return [
            [
                h('span', {class: 'name'}, terminal.name),
                terminal.name !== terminal.serial && h('span', {class: 'soft'}, terminal.serial),
            ],
            badge(terminal.presence),
            h('time', {}, ago(terminal.last_contact)),
            Math.abs(offset ?? 0) > 60 ? h('span', {class: 'warn-text'}, clock) : clock,
            records,
            number(terminal.punches),
            terminal.quarantined > 0 ? h('span', {class: 'warn-text'}, number(terminal.quarantined)) : '0',
            terminal.full_on ?? '–',
        ];
    }

    #pending() {
        return card(
            'Waiting for approval',
            {name: 'waiting', beside: h('span', {class: 'soft'}, number(this.list.pending.length))},
            h(
                'ul',
                {class: 'lines'},
                this.list.pending.map(({serial, address, requests, first_seen: first}) =>
                    h(
                        'li',
                        {key: serial, class: 'warning'},
                        h(
                            'span',
                            {class: 'text'},
                            h('b', {}, serial),
                            h(
                                'span',
                                {class: 'soft'},
                                ` calls from ${address} since ${moment(first)}, ${count(requests, 'time')}`,
                            ),
                        ),
                        h(
                            'span',
                            {class: 'actions'},
                            button('Approve', () => this.#decide('approve', serial), {
                                name: 'main',
                                label: `Approve ${serial}`,
                            }),
                            button('Refuse', () => this.#decide('refuse', serial), {label: `Refuse ${serial}`}),
                        ),
                    ),
                ),
            ),
        );
    }

    async #decide(act, serial) {
        const approve = act === 'approve';
        const answer = await ask({
            title: approve ? `Approve ${serial}?` : `Refuse ${serial}?`,
            text: approve
                ? 'From now on its punches are taken.'
                : 'It keeps its punches and is told to wait. You can approve it later.',
            verb: approve ? 'Approve' : 'Refuse',
            danger: !approve,
            fields: approve ? [{name: 'name', label: 'What people call it (may stay empty)', maxlength: 100}] : [],
        });
        if (answer) {
            const body = answer.name ? {name: answer.name} : {};
            await this.page.act(
                () => this.page.api.post(`terminals/${part(serial)}/${act}`, body),
                `${serial} is ${approve ? 'approved' : 'refused'}.`,
            );
        }
    }
}
