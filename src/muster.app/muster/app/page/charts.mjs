// SPDX-License-Identifier: Apache-2.0
// Pictures. Each says in words what it shows; its texts are ordinary ones around the drawing, so that they stay
// readable at any size.
import {h, s} from './dom.mjs';
import {number} from './words.mjs';

const WIDTH = 600;
const HEIGHT = 160;

function frame(label, most, from, to, drawing) {
    return h(
        'figure',
        {class: 'chart'},
        h(
            'div',
            {class: 'plot'},
            h('span', {class: 'most', 'aria-hidden': 'true'}, most),
            s(
                'svg',
                {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label},
                s('line', {class: 'grid', x1: 0, x2: WIDTH, y1: 0.5, y2: 0.5}),
                s('line', {class: 'grid', x1: 0, x2: WIDTH, y1: HEIGHT / 2, y2: HEIGHT / 2}),
                drawing,
                s('line', {class: 'axis', x1: 0, x2: WIDTH, y1: HEIGHT - 0.5, y2: HEIGHT - 0.5}),
            ),
        ),
        h('figcaption', {'aria-hidden': 'true'}, h('span', {}, from), h('span', {}, to)),
    );
}

/** How the top of a chart is labelled: a little above the largest value, and even. */
function top(largest) {
    const step = 10 ** Math.floor(Math.log10(Math.max(1, largest)));
    return [1, 2, 3, 4, 5, 6, 8, 10].map(times => times * step).find(value => value >= largest && value >= 2) ?? 2;
}

/** Counts side by side, oldest first. */
export function bars(label, values, from, to) {
    const most = top(Math.max(0, ...values));
    const width = WIDTH / values.length;
    return frame(
        label,
        number(most),
        from,
        to,
        values.map((value, i) => {
            const height = value === 0 ? 0 : Math.max(3, (value / most) * (HEIGHT - 2));
            return s('rect', {
                class: i === values.length - 1 ? 'bar now' : 'bar',
                key: i,
                x: (i * width + width * 0.14).toFixed(1),
                y: (HEIGHT - height).toFixed(1),
                width: (width * 0.72).toFixed(1),
                height: height.toFixed(1),
                rx: 3,
            });
        }),
    );
}

/**
 * A value over time, each holding until the next.
 *
 * @param points `{at, value}`, `at` in milliseconds, oldest first
 */
export function steps(label, points, from, to, start, end) {
    const most = top(Math.max(0, ...points.map(point => point.value)));
    const x = at => Math.max(0, Math.min(WIDTH, ((at - start) / Math.max(1, end - start)) * WIDTH)).toFixed(1);
    const y = value => (HEIGHT - 1 - (value / most) * (HEIGHT - 3)).toFixed(1);
    let path = `M${x(points[0].at)},${y(points[0].value)}`;
    for (const point of points.slice(1)) {
        path += `H${x(point.at)}V${y(point.value)}`;
    }
    path += `H${x(end)}`;
    return frame(label, number(most), from, to, [
        s('path', {class: 'area', d: `${path}V${HEIGHT}H${x(points[0].at)}Z`}),
        s('path', {class: 'curve', d: path}),
    ]);
}

/**
 * The parts of a whole in one row.
 *
 * @param parts `{look, word, count}`; the words are not in the picture, so they must be beside it
 */
export function shares(label, parts) {
    const all = parts.reduce((sum, part) => sum + part.count, 0);
    let x = 0;
    return s(
        'svg',
        {class: 'shares', viewBox: '0 0 100 10', preserveAspectRatio: 'none', role: 'img', 'aria-label': label},
        s('rect', {class: 'share none', x: 0, y: 0, width: 100, height: 10}),
        parts
            .filter(part => part.count > 0)
            .map(part => {
                const width = (part.count / all) * 100;
                const gap = part.count < all ? 0.6 : 0;
                const rect = s('rect', {
                    class: `share ${part.look}`,
                    x: x.toFixed(2),
                    y: 0,
                    width: Math.max(0.6, width - gap).toFixed(2),
                    height: 10,
                });
                x += width;
                return rect;
            }),
    );
}
