// SPDX-License-Identifier: Apache-2.0
// How this muster is set up. Settings are made in its file; what the API can do is done here.
import {part} from './api.mjs';
import {ask} from './dialogs.mjs';
import {h} from './dom.mjs';
import {badge, button, card, facts, quiet} from './parts.mjs';
import {bytes, count, moment, number, plain} from './words.mjs';

export default class Configuration {
    kinds = ['sink', 'scanner', 'dead_letter', 'gathering'];
    pace = 2000;

    constructor(page) {
        this.page = page;
    }

    get ready() {
        return Boolean(this.sinks && this.page.status);
    }

    async load() {
        const {api} = this.page;
        [this.sinks, this.scanner, this.backend] = await Promise.all([
            api.get('sinks'),
            api.get('scanner'),
            api.get('gatherings').then(list => list.backend),
        ]);
    }

    render() {
        return h('div', {class: 'stack'}, this.#about(), this.#backend(), this.#sinks(), this.#scanner());
    }

    #about() {
        const {version, head, uptime, free_bytes: free, wal_bytes: wal, streams} = this.page.status;
        const {api} = this.page;
        return card(
            'This muster',
            {},
            facts(
                ['Version', version],
                ['Up for', uptime],
                ['Journal', count(head, 'entry', 'entries')],
                ['Write-ahead log', bytes(wal)],
                ['Free space', bytes(free)],
                ['Screens that follow', number(streams)],
                ['Key', api.keyed ? 'kept in this tab' : 'none is needed'],
            ),
            quiet('Settings are made in muster.toml and are shown by “muster config show”.'),
            api.keyed &&
                h(
                    'div',
                    {class: 'actions'},
                    button('Forget the key', () => {
                        api.useKey(null);
                        location.reload();
                    }),
                ),
        );
    }

    #backend() {
        const {configured, reachable, last_answer: last, problem} = this.backend;
        const convex = this.sinks.sinks.filter(sink => sink.type === 'convex');
        return card(
            'Backend',
            {beside: configured && badge(reachable ? 'online' : 'offline')},
            !configured && convex.length === 0
                ? quiet('No backend is configured; events are made here.')
                : facts(
                      ...convex.map(sink => ['Address', sink.target]),
                      ...convex.map(sink => ['Sends', sink.mode]),
                      ['Last answer', moment(last)],
                      problem && ['Trouble', problem],
                  ),
        );
    }

    #sinks() {
        const {sinks} = this.sinks;
        return card(
            'Sinks',
            {
                beside:
                    sinks.length > 0 &&
                    button('Send now', () =>
                        this.page.act(() => this.page.api.post('sync'), 'Everything that waits is being sent.'),
                    ),
            },
            sinks.length === 0
                ? quiet('Nothing is delivered anywhere: no sink is configured.')
                : h(
                      'ul',
                      {class: 'lines'},
                      sinks.map(sink => this.#sink(sink)),
                  ),
        );
    }

    #sink(sink) {
        const paused = sink.state === 'paused';
        const line = {running: 'scan', retrying: 'warning', paused: 'warning', stopped: 'error'}[sink.state];
        return h(
            'li',
            {key: sink.name, class: line},
            h(
                'span',
                {},
                h('b', {}, sink.name),
                badge(sink.state),
                h('span', {class: 'soft'}, `${sink.type}, ${sink.mode}`),
            ),
            h('span', {class: 'text'}, sink.target),
            sink.reason && h('small', {}, sink.reason, sink.cure && ` – ${sink.cure}`),
            facts(
                ['Waiting', number(sink.waiting)],
                ['Delivered', number(sink.delivered)],
                ['Set aside', number(sink.dead_letters)],
                ['Last success', moment(sink.last_success)],
                sink.next_try && ['Next try', moment(sink.next_try)],
            ),
            h(
                'span',
                {class: 'actions'},
                paused || sink.state === 'stopped'
                    ? button('Resume', () => this.#act(sink, 'resume', 'Resume', 'It delivers again.'), {
                          name: 'main',
                          label: `Resume ${sink.name}`,
                      })
                    : button(
                          'Pause',
                          () =>
                              this.#act(
                                  sink,
                                  'pause',
                                  'Pause',
                                  'Nothing is delivered until it is resumed; everything is kept.',
                              ),
                          {label: `Pause ${sink.name}`},
                      ),
                button(
                    'Test',
                    () =>
                        this.page.act(
                            () => this.page.api.post(`sinks/${part(sink.name)}/test`),
                            trial => `${sink.name}: ${trial.text}${trial.cure ? ` – ${trial.cure}` : ''}`,
                        ),
                    {label: `Test ${sink.name}`},
                ),
            ),
        );
    }

    async #act(sink, act, verb, text) {
        if (await ask({title: `${verb} ${sink.name}?`, text, verb})) {
            await this.page.act(
                () => this.page.api.post(`sinks/${part(sink.name)}/${act}`),
                `${sink.name}: ${verb.toLowerCase()} – done.`,
            );
        }
    }

    #scanner() {
        const {
            scanner,
            mode,
            prefix,
            adapters,
            matched,
            reports,
            check_ins: checkIns,
            clock_set: clock,
        } = this.scanner;
        return card(
            'Scanner',
            {beside: badge(mode)},
            facts(
                ['Id of this device', scanner],
                ['Prefix', prefix || 'none: every id counts'],
                ['Heard', number(reports)],
                ['With the prefix', number(matched)],
                ['Check-ins', number(checkIns)],
                ['This machine’s clock', clock ? 'is set' : 'is not set'],
            ),
            h(
                'ul',
                {class: 'lines'},
                adapters.map(adapter =>
                    h(
                        'li',
                        {key: adapter.name ?? '', class: adapter.cure ? 'warning' : 'plain'},
                        h(
                            'span',
                            {},
                            h('b', {}, adapter.name ?? 'Bluetooth'),
                            badge(adapter.state, plain(adapter.state)),
                            adapter.address && h('span', {class: 'soft'}, adapter.address),
                        ),
                        h('span', {class: 'text'}, adapter.reason, adapter.cure && ` – ${adapter.cure}`),
                    ),
                ),
            ),
        );
    }
}
