import { ServerResponse } from 'node:http';
import * as fc from 'fast-check';
import { Answer } from './recorded-engine';

/** Values of the wrong type for most fields. */
const ODD_VALUES: readonly unknown[] = [
  null, '', 'x', 0, -1, 1.5, 1e300, true, false,
  [], {}, [null], ['x'], [0], [[]], [{}], { x: null }, { x: 0 }, { x: 'y' }, { x: [null] }, { x: {} },
];

/** Huge values by name. The report of a failed test shows the name. */
const HUGE: Readonly<Record<string, () => unknown>> = {
  'a long text': () => 'x'.repeat(200_000),
  'many texts': () => Array.from({ length: 20_000 }, () => 'x'),
  'many objects': () => Array.from({ length: 20_000 }, () => ({})),
  'many fields': () => Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`x${index}`, 'x'])),
  'many levels': () => JSON.parse('['.repeat(2_000) + ']'.repeat(2_000)) as unknown,
};

/** A value, or the name of a huge one. */
type Part = { readonly value: unknown } | { readonly huge: string };

const odd: fc.Arbitrary<Part> = fc.constantFrom(...ODD_VALUES).map((value) => ({ value }));
const any: fc.Arbitrary<Part> = fc.jsonValue().map((value) => ({ value }));
const huge: fc.Arbitrary<Part> = fc.constantFrom(...Object.keys(HUGE)).map((name) => ({ huge: name }));

function valueOf(part: Part): unknown {
  return 'huge' in part ? HUGE[part.huge]!() : part.value;
}

/** Longer than any answer. */
const LONG = 20_000;

/** A change of an answer in one place, by its number (modulo the number of places). */
interface Change {
  readonly place: number;
  /** `first`: the length to which a text is cut (modulo its length). */
  readonly to: 'nothing' | Part | { readonly more: string; readonly part: Part } | { readonly first: number };
}

/** Names of fields that an answer does not have, or that change its meaning: an error in the middle of progress messages. */
const MORE = ['__proto__', 'constructor', 'toString', 'message', 'error', 'errorDetail', 'stream', 'status', 'aux'];

const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat(),
  to: fc.oneof(
    fc.constant('nothing' as const),
    fc.oneof({ weight: 6, arbitrary: odd }, { weight: 3, arbitrary: any }, { weight: 1, arbitrary: huge }),
    fc.record({ more: fc.oneof(fc.string(), fc.constantFrom(...MORE)), part: fc.oneof(odd, any, huge) }),
    fc.record({ first: fc.nat(LONG) }),
  ),
});

/** What may happen to an answer. `after` is a number of bytes (modulo its length). */
export type Distortion =
  | { readonly kind: 'changed'; readonly changes: readonly Change[] }
  | { readonly kind: 'replaced'; readonly status?: number; readonly type: string; readonly body: string }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'slow' }
  | { readonly kind: 'shortened' | 'cut'; readonly after: number }
  | { readonly kind: 'interrupted'; readonly after: number; readonly by: string }
  | { readonly kind: 'lost' };

const status = fc.constantFrom(200, 201, 204, 301, 304, 400, 401, 404, 409, 500, 503);

/** Data in the middle of an answer: an error of an engine, and data that is not a message, not JSON or not text. */
const interruption = fc.oneof(
  fc.constantFrom(
    '\n{"error":"no space left on device","errorDetail":{"code":1,"message":"no space left on device"}}\n',
    '\n{"error":{"x":0}}\n', '\n{"errorDetail":"x"}\n', '\n{"errorDetail":null}\n',
    '\n[]\n', '\n7\n', '\nnull\n', '\n"x"\n', '\n<html>\n', '\n{"stream":7}\n', '\n{"stream":', '\0\0\0\0', '\u{10ffff}', '\n\n\n',
  ),
  fc.string(),
);

export const distortion: fc.Arbitrary<Distortion> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('changed' as const), changes: fc.array(change, { minLength: 1, maxLength: 3 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('replaced' as const),
      status,
      type: fc.constantFrom('application/json', 'text/html', 'text/plain'),
      body: fc.oneof(
        fc.constantFrom('', 'null', '<html><body>502 Bad Gateway</body></html>', '{"message":"no"}', '{"message":null}', '[]'),
        fc.json(),
        fc.string(),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('status' as const), status }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'slow' } as const) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('shortened' as const, 'cut' as const), after: fc.nat(LONG) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('interrupted' as const), after: fc.nat(LONG), by: interruption }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'lost' } as const) },
);

type Place = readonly (string | number)[];

/** Returns every place in a JSON value, the root first. */
export function placesOf(value: unknown, at: Place = []): Place[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [at, ...inner.flatMap(([key, part]) => placesOf(part, [...at, key]))];
}

/** Returns the value with a change in one place. undefined removes the place. */
export function changedAt(value: unknown, [key, ...rest]: Place, to: (there: unknown) => unknown): unknown {
  if (key === undefined) return to(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const parts = value.map((part: unknown, index) => String(index) === key ? changedAt(part, rest, to) : part);
    return parts.filter((part) => part !== undefined);
  }
  return Object.fromEntries(Object.entries(value).flatMap(([name, part]) => {
    const now: unknown = name === key ? changedAt(part, rest, to) : part;
    return now === undefined ? [] : [[name, now]];
  }));
}

function changed(body: unknown, changes: readonly Change[]): unknown {
  const places = placesOf(body);
  return changes.reduce((now, { place, to }) => changedAt(now, places[place % places.length]!, (there) => {
    if (to === 'nothing') return undefined;
    if ('first' in to) return typeof there === 'string' ? there.slice(0, to.first % (there.length + 1)) : there;
    if (!('more' in to)) return valueOf(to);
    const isObject = typeof there === 'object' && there !== null && !Array.isArray(there);
    return isObject ? Object.fromEntries([...Object.entries(there), [to.more, valueOf(to.part)]]) : [there, valueOf(to.part)];
  }), body);
}

function asJson(body: unknown): Buffer {
  return Buffer.from(JSON.stringify(body) ?? '');
}

/** Sends an answer, distorted or not. */
export function send(response: ServerResponse, { status: code, body, encode = asJson }: Answer, what?: Distortion): void {
  const bytes = () => encode(body);
  const halves = (after: number) => {
    const all = bytes();
    const at = after % (all.length + 1);
    return [all.subarray(0, at), all.subarray(at)] as const;
  };
  const write = (content: Buffer, { status: other = code, type = 'application/json' } = {}) => {
    if ([204, 304].includes(other)) response.writeHead(other).end();
    else response.writeHead(other, { 'content-type': type }).end(content);
  };
  switch (what?.kind) {
    case undefined: return write(bytes());
    case 'changed': return write(encode(changed(body, what.changes)));
    case 'replaced':
      return write(Buffer.from(what.body), { type: what.type, ...(what.status === undefined ? {} : { status: what.status }) });
    case 'status': return write(bytes(), { status: what.status });
    case 'shortened': return write(halves(what.after)[0]);
    case 'interrupted': {
      const [before, rest] = halves(what.after);
      return write(Buffer.concat([before, Buffer.from(what.by), rest]));
    }
    case 'lost': return void response.socket?.destroy();
    case 'cut':
      response.writeHead(code === 204 ? 200 : code, { 'content-length': bytes().length + 1 });
      response.write(halves(what.after)[0], () => response.socket?.destroy());
      return undefined;
    case 'slow': {
      response.writeHead(code === 204 ? 200 : code);
      const left = [...bytes()];
      const next = () => {
        if (left.length === 0) return void response.end();
        response.write(Buffer.from(left.splice(0, 1_000)), () => setImmediate(next));
      };
      next();
    }
  }
}
