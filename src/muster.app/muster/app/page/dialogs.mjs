// SPDX-License-Identifier: Apache-2.0
// Questions that must be answered first. The browser's own dialog keeps the focus inside and gives it back.
import {h} from './dom.mjs';

let made = 0;

/**
 * Asks with a form of fields.
 *
 * @param question `title`, `text`, `verb` (the button that does it), `danger`, and `fields`: each with `name`, `label`,
 *     `value`, and what else an input has
 * @return the fields' values by name, or null when the reader thought better of it
 */
export function ask({title, text, verb, danger = false, cancel = 'Cancel', fields = [], modal = true}) {
    return new Promise(resolve => {
        const id = `dialog-${++made}`;
        const inputs = fields.map(({label, ...more}, i) => {
            const input = h('input', {id: `${id}-${i}`, type: 'text', autocomplete: 'off', ...more});
            return [h('label', {for: `${id}-${i}`}, label), input];
        });
        const form = h(
            'form',
            {},
            h('h2', {id: `${id}-title`}, title),
            text && h('p', {id: `${id}-text`}, text),
            inputs,
            h(
                'div',
                {class: 'actions'},
                modal && h('button', {type: 'button', class: 'plain', onclick: () => end(null)}, cancel),
                h('button', {type: 'submit', class: danger ? 'danger' : 'main'}, verb),
            ),
        );
        const dialog = h(
            'dialog',
            {
                'aria-labelledby': `${id}-title`,
                'aria-describedby': text ? `${id}-text` : null,
            },
            form,
        );
        const end = answer => {
            dialog.close();
            dialog.remove();
            resolve(answer);
        };
        form.onsubmit = event => {
            event.preventDefault();
            end(Object.fromEntries(inputs.map(([, input]) => [input.name, input.value.trim()])));
        };
        dialog.addEventListener('cancel', event => {
            event.preventDefault();
            if (modal) {
                end(null);
            }
        });
        document.body.append(dialog);
        dialog.showModal();
    });
}

/** Shows something to read. */
export function show(title, ...content) {
    const id = `dialog-${++made}`;
    const close = () => {
        dialog.close();
        dialog.remove();
    };
    const dialog = h(
        'dialog',
        {class: 'wide', 'aria-labelledby': `${id}-title`},
        h('h2', {id: `${id}-title`}, title),
        content,
        h('div', {class: 'actions'}, h('button', {type: 'button', class: 'main', onclick: close}, 'Close')),
    );
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
}
