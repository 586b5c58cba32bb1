import Dockerode from 'dockerode';
import { conforming, Shape, UnexpectedShape } from '../../../provider/engine/shape/conforms';
import { containerShape } from '../../../provider/engine/shape/container';
import { networkShape, volumeShape } from '../../../provider/engine/shape/shapes';
import { Inspect } from '../../../provider/resources/container/fields/fact';
import { fromEngine as containerOf } from '../../../provider/resources/container/fields/model';
import { allFacts } from '../../../provider/resources/container/fields/schema';
import { fromEngine as networkOf } from '../../../provider/resources/network/model';
import { fromEngine as volumeOf } from '../../../provider/resources/volume/volume';
import answers from '../../fixtures/engine/answers.json';

/*
 * The code trusts the types of the Engine API, since the shape of each answer is checked first. These tests record each field that
 * is read, and require the shape to check it. A field that a shape forgets is found automatically.
 */

type Place = readonly string[];

/** Wraps an answer to record each part that is read. */
function recording<T>(answer: T, record: (place: Place) => void, at: Place = []): T {
  if (typeof answer !== 'object' || answer === null) return answer;
  return new Proxy(answer, {
    get(target, key) {
      const part: unknown = Reflect.get(target, key);
      // Members of every list or object, and the method that JSON looks up, are not part of an answer.
      if (typeof key === 'symbol' || key === 'toJSON' || key in (Array.isArray(target) ? Array.prototype : Object.prototype)) return part;
      record([...at, key]);
      return recording(part, record, [...at, key]);
    },
  });
}

/** Returns the answer with another value in one place, which may have been empty. */
function withAt(answer: object, place: Place, part: unknown): object {
  const copy = structuredClone(answer);
  const parent = place.slice(0, -1).reduce<object>((there, key) => Reflect.get(there, key) as object, copy);
  Reflect.set(parent, place.at(-1)!, part);
  return copy;
}

/** Values that no field of the Engine API has. */
const WRONG: readonly unknown[] = [() => undefined, [[[]]]];

function placesRead<T>(answer: T, read: (answer: T) => unknown): Place[] {
  const places: Place[] = [];
  read(recording(answer, (place) => places.push(place)));
  return places;
}

const inspect = answers.container as unknown as Inspect;
const network = answers.network as unknown as Dockerode.NetworkInspectInfo;
const volume = answers.volume as unknown as Dockerode.VolumeInspectInfo;

const READ: Record<string, readonly [Shape, object, readonly Place[]]> = {
  container: [containerShape, answers.container, placesRead(inspect, (answer) => containerOf(answer))],
  network: [networkShape, answers.network, placesRead(network, (answer) => networkOf(answer))],
  volume: [volumeShape, answers.volume, placesRead(volume, (answer) => volumeOf(answer))],
};

const cases = Object.entries(READ).flatMap(([kind, [shape, answer, places]]) =>
  [...new Map(places.map((place) => [place.join(' '), place]))].map(([name, place]) => ({ kind, name, place, shape, answer })));

test.each(Object.keys(READ))('%s: the answer of a real engine has the shape, and more fields than the id are read', (kind) => {
  const [shape, answer, places] = READ[kind]!;
  expect(() => conforming(shape, answer)).not.toThrow();
  expect(places.length).toBeGreaterThan(5);
});

test.each(cases)('$kind: what is read at $name is checked before', ({ place, shape, answer }) => {
  for (const wrong of WRONG) expect(() => conforming(shape, withAt(answer, place, wrong))).toThrow(UnexpectedShape);
});

test('each attribute of a container reads the field that its documentation names', () => {
  for (const [name, { place }] of allFacts()) {
    const read = place === undefined ? [] : placesRead(inspect, (answer) => place.read(answer)).map((one) => one.join('.'));
    // The platform is only part of the create request. An inspect does not report it.
    if (place?.field !== undefined && name !== 'platform') expect(read).toContain(place.field);
  }
});
