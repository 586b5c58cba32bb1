import Dockerode from 'dockerode';
import { Shape, UnexpectedShape } from '../../../provider/engine/shape/conforms';
import { containerShape } from '../../../provider/engine/shape/container';
import { networkShape, volumeShape } from '../../../provider/engine/shape/shapes';
import { Inspect } from '../../../provider/resources/container/fields/fact';
import { fromEngine as containerOf } from '../../../provider/resources/container/fields/model';
import { allFacts } from '../../../provider/resources/container/fields/schema';
import { fromEngine as networkOf } from '../../../provider/resources/network/model';
import { fromEngine as volumeOf } from '../../../provider/resources/volume/volume';
import answers from '../../fixtures/engine/answers.json';

/*
 * Whatever is read of an answer may be taken for what the Engine API says that it is, since the answer's shape was checked
 * before. Here what is read is noted, and has to be in the shape: a field that is forgotten there is found by itself.
 */

type Place = readonly string[];

/** The answer, which tells of each part of it that is read. */
function noting<T>(answer: T, note: (place: Place) => void, at: Place = []): T {
  if (typeof answer !== 'object' || answer === null) return answer;
  return new Proxy(answer, {
    get(target, key) {
      const part: unknown = Reflect.get(target, key);
      // What every list or object has, and what JSON asks for, is no part of an answer.
      if (typeof key === 'symbol' || key === 'toJSON' || key in (Array.isArray(target) ? Array.prototype : Object.prototype)) return part;
      note([...at, key]);
      return noting(part, note, [...at, key]);
    },
  });
}

/** The answer with something else in one place, whether there was anything before or not. */
function withAt(answer: object, place: Place, part: unknown): object {
  const copy = structuredClone(answer);
  const parent = place.slice(0, -1).reduce<object>((there, key) => Reflect.get(there, key) as object, copy);
  Reflect.set(parent, place.at(-1)!, part);
  return copy;
}

/** What no field of the Engine API is. */
const WRONG: readonly unknown[] = [() => undefined, [[[]]]];

function placesRead<T>(answer: T, read: (answer: T) => unknown): Place[] {
  const places: Place[] = [];
  read(noting(answer, (place) => places.push(place)));
  return places;
}

const inspect = answers.container as unknown as Inspect;

const READ: Record<string, readonly [Shape, object, readonly Place[]]> = {
  container: [containerShape, answers.container, placesRead(inspect, (answer) => containerOf(answer))],
  network: [networkShape, answers.network, placesRead(answers.network as unknown as Dockerode.NetworkInspectInfo, (answer) => networkOf(answer))],
  volume: [volumeShape, answers.volume, placesRead(answers.volume as unknown as Dockerode.VolumeInspectInfo, (answer) => volumeOf(answer))],
};

const cases = Object.entries(READ).flatMap(([kind, [shape, answer, places]]) =>
  [...new Map(places.map((place) => [place.join(' '), place]))].map(([name, place]) => ({ kind, name, place, shape, answer })));

test.each(Object.keys(READ))('%s: the answer of a real engine has the shape, and more of it is read than its id', (kind) => {
  const [shape, answer, places] = READ[kind]!;
  expect(() => shape(answer, '')).not.toThrow();
  expect(places.length).toBeGreaterThan(5);
});

test.each(cases)('$kind: what is read at $name is checked before', ({ place, shape, answer }) => {
  for (const wrong of WRONG) expect(() => shape(withAt(answer, place, wrong), '')).toThrow(UnexpectedShape);
});

test('the field that a fact of a container names is one that it reads', () => {
  for (const [name, { place }] of allFacts()) {
    const read = place === undefined ? [] : placesRead(inspect, (answer) => place.see(answer)).map((one) => one.join('.'));
    // The platform is of the create call alone: no container shows it.
    if (place?.field !== undefined && name !== 'platform') expect(read).toContain(place.field);
  }
});
