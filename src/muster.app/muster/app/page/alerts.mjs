// SPDX-License-Identifier: Apache-2.0
// Alerts: what fires, what is kept quiet, and by which rules.
import {part} from './api.mjs';
import {ask} from './dialogs.mjs';
import {h} from './dom.mjs';
import {badge, button, card, quiet, unavailable} from './parts.mjs';
import {channels, rules} from './rules.mjs';
import {local, moment, plain, sentence} from './words.mjs';

const WHO = 'muster.who';

export default class Alerts {
    kinds = ['alert', 'silence', 'component', 'notice'];
    pace = 1000;

    constructor(page) {
        this.page = page;
    }

    get ready() {
        return Boolean(this.recent);
    }

    async load() {
        const {api} = this.page;
        [this.active, this.recent, this.silences, this.rules, this.channels] = await Promise.all([
            api.maybe('alerts/active'),
            api.get('alerts'),
            api.maybe('silences'),
            api.maybe('rules'),
            api.maybe('channels'),
        ]);
    }

    render() {
        return h(
            'div',
            {class: 'stack'},
            this.#active(),
            this.#silences(),
            this.#recent(),
            channels(this.page, this.channels?.channels),
            rules(this.rules?.rules),
        );
    }

    #active() {
        const alerts = this.active?.alerts;
        return card(
            'Active',
            {name: 'active'},
            alerts === undefined
                ? unavailable()
                : alerts.length === 0
                  ? quiet('Nothing to worry about.')
                  : h(
                        'ul',
                        {class: 'lines'},
                        alerts.map(alert =>
                            h(
                                'li',
                                {key: alert.id, class: alert.level, 'data-alert': alert.id},
                                h(
                                    'span',
                                    {},
                                    badge(alert.level),
                                    alert.state === 'pending' && badge('pending'),
                                    h('span', {class: 'kind'}, alert.id),
                                    h('time', {}, `since ${moment(alert.since)}`),
                                ),
                                h('span', {class: 'text'}, sentence(alert.message)),
                                alert.quiet && h('small', {}, `Nobody is told: ${alert.quiet}`),
                                alert.acknowledged_by &&
                                    h(
                                        'small',
                                        {},
                                        `${alert.acknowledged_by} knows about it: ${alert.note ?? 'no note'}`,
                                    ),
                                h(
                                    'span',
                                    {class: 'actions'},
                                    alert.acknowledged_by
                                        ? button('Take back', () => this.#takeBack(alert), {
                                              label: `Take back: ${alert.id}`,
                                          })
                                        : button('Acknowledge', () => this.#acknowledge(alert), {
                                              name: 'main',
                                              label: `Acknowledge ${alert.id}`,
                                          }),
                                    button('Snooze', () => this.#snooze(alert), {label: `Snooze ${alert.id}`}),
                                ),
                            ),
                        ),
                    ),
        );
    }

    /** Who the reader is, as kept in this browser: it is written beside what they do. */
    async #who(question) {
        const answer = await ask({
            ...question,
            fields: [
                ...question.fields,
                {
                    name: 'by',
                    label: 'Your name',
                    required: true,
                    maxlength: 60,
                    value: localStorage.getItem(WHO) ?? '',
                },
            ],
        });
        if (answer) {
            localStorage.setItem(WHO, answer.by);
        }
        return answer;
    }

    async #acknowledge(alert) {
        const answer = await this.#who({
            title: 'Acknowledge',
            text: `${sentence(alert.message)} There are no repeats until it is over.`,
            verb: 'Acknowledge',
            fields: [{name: 'note', label: 'What is being done (may stay empty)', maxlength: 200}],
        });
        if (answer) {
            const body = {by: answer.by, ...(answer.note && {note: answer.note})};
            await this.page.act(
                () => this.page.api.post(`alerts/${part(alert.id)}/acknowledge`, body),
                'Acknowledged.',
            );
        }
    }

    async #takeBack(alert) {
        const answer = await this.#who({
            title: 'Take the acknowledgement back',
            text: sentence(alert.message),
            verb: 'Take back',
            fields: [],
        });
        if (answer) {
            await this.page.act(
                () => this.page.api.remove(`alerts/${part(alert.id)}/acknowledge?by=${part(answer.by)}`),
                'Taken back.',
            );
        }
    }

    async #snooze(alert) {
        const answer = await this.#who({
            title: 'Snooze',
            text: `${sentence(alert.message)} If it still fires afterwards, people are told then.`,
            verb: 'Snooze',
            fields: [
                {
                    name: 'hours',
                    label: 'For how many hours',
                    type: 'number',
                    min: 0.25,
                    max: 744,
                    step: 0.25,
                    value: 4,
                    required: true,
                },
                {name: 'reason', label: 'Why', required: true, maxlength: 200},
            ],
        });
        if (answer) {
            const body = {
                rule: alert.rule,
                ...(alert.subject && {subject: alert.subject}),
                seconds: Math.round(Number(answer.hours) * 3600),
                reason: answer.reason,
                by: answer.by,
            };
            await this.page.act(
                () => this.page.api.post('silences', body),
                silence => `Snoozed until ${moment(silence.until)}.`,
            );
        }
    }

    #silences() {
        const silences = this.silences?.silences;
        const about = ({rule, subject, branch}) =>
            [rule, subject, branch && `branch ${branch}`].filter(Boolean).join(' · ');
        return card(
            'Kept quiet',
            {},
            silences === undefined
                ? unavailable()
                : silences.length === 0
                  ? quiet('Nothing is snoozed, and no maintenance is planned.')
                  : h(
                        'ul',
                        {class: 'lines'},
                        silences.map(silence =>
                            h(
                                'li',
                                {key: silence.id, class: 'sync'},
                                h('span', {}, h('span', {class: 'kind'}, silence.kind), h('b', {}, about(silence))),
                                h('span', {class: 'text'}, [
                                    `${moment(silence.from)} – ${moment(silence.until)}`,
                                    silence.every && `, each ${silence.every}`,
                                    `: ${silence.reason} (${silence.by})`,
                                ]),
                                h(
                                    'span',
                                    {class: 'actions'},
                                    button('End now', () => this.#end(silence), {
                                        label: `End now: ${silence.kind} ${silence.id}`,
                                    }),
                                ),
                            ),
                        ),
                    ),
        );
    }

    async #end(silence) {
        const answer = await this.#who({
            title: 'End it now',
            text: 'People are told again of what fires.',
            verb: 'End it',
            fields: [],
        });
        if (answer) {
            await this.page.act(() => this.page.api.remove(`silences/${silence.id}?by=${part(answer.by)}`), 'Ended.');
        }
    }

    #recent() {
        const alerts = this.recent.toReversed();
        return card(
            'Recent',
            {},
            alerts.length === 0
                ? quiet('There were no alerts.')
                : h(
                      'ol',
                      {class: 'lines'},
                      alerts.map(alert =>
                          h(
                              'li',
                              {class: alert.act === 'resolved' ? 'scan' : alert.level},
                              h(
                                  'span',
                                  {},
                                  badge(
                                      alert.act === 'resolved' ? 'healthy' : alert.level,
                                      plain(alert.act ?? alert.level),
                                  ),
                                  h('span', {class: 'kind'}, [alert.rule, alert.subject].filter(Boolean).join(':')),
                                  h('time', {}, local(alert.timestamp.replace('T', ' ').slice(0, 19))),
                              ),
                              h('span', {class: 'text'}, sentence(alert.message)),
                          ),
                      ),
                  ),
        );
    }
}
