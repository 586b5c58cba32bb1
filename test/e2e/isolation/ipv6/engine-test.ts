import { Levels, LEVELS } from './levels';
import { measureReach } from './matrix';
import { Surroundings } from './surroundings';
import { NetworkLevel } from '../../../../src';
import { AppliedStack } from '../../constructs/stack';
import { NamespacedEngine } from '../../support/namespaced-engine';
import { Ended } from '../../support/run';
import { networksOf } from '../declared-reach';

/** An engine, and what it keeps apart over IPv6. */
export interface EngineCase {
  readonly name: string;
  /** Options of `dockerd`. */
  readonly options: readonly string[];
  /** Provides the root file system of an engine other than this machine's. */
  readonly root?: () => Promise<string>;
  /** The levels that hold over IPv6. */
  readonly holds: readonly NetworkLevel[];
  /** What a refusal of the others contains. */
  readonly refusal: readonly string[];
}

/** Tests that an engine gets the networks that hold over IPv6 and no others, and measures the reach of the containers on them. */
export function describeIpv6(
  id: string, { name, options, root, holds, refusal }: EngineCase, more?: (engine: () => NamespacedEngine) => void,
): void {
  describe(name, () => {
    const stack = new AppliedStack(id);
    let engine: NamespacedEngine;
    let surroundings: Surroundings;
    let levels: Levels;
    let applied: Ended;

    beforeAll(async () => {
      engine = await NamespacedEngine.start(id, options, await root?.());
      surroundings = await Surroundings.create(engine, id);
      stack.synthesize((within) => { levels = new Levels(within, engine); });
      applied = await stack.tryApply();
    });

    afterAll(async () => {
      try {
        await stack.destroy();
      } finally {
        await surroundings?.remove();
        await engine?.remove();
      }
    });

    test('gets the networks whose levels hold over IPv6, and no others', async () => {
      const created = await networkNames(engine);
      const nameOf = ({ name: level }: NetworkLevel) => `${id}-host-${level}`;
      expect(created.filter((each) => each.startsWith(id)).sort()).toEqual(holds.map(nameOf).sort());
      expect(applied.exitCode).toBe(holds.length === LEVELS.length ? 0 : 1);
      // Terraform wraps its errors.
      const errors = applied.stderr.replace(/[\s│╷╵]+/g, ' ');
      for (const level of LEVELS.filter((each) => !holds.includes(each))) {
        expect(errors).toContain(`Network "${nameOf(level)}" is not isolated over IPv6. It was removed.`);
      }
      for (const text of refusal) expect(errors).toContain(text);
    });

    test('keeps nothing of the proof', async () => {
      const filters = { label: ['berth.probe'] };
      expect(await engine.docker.listContainers({ all: true, filters })).toEqual([]);
      expect(await engine.docker.listNetworks({ filters })).toEqual([]);
      expect((await engine.docker.listImages()).flatMap(({ RepoTags }) => RepoTags ?? [])).toEqual(['busybox:latest']);
    });

    if (holds.length > 0) {
      test('the reach of each container over IPv6 matches the declarations', async () => {
        const running = levels.containers.filter((each) => holds.includes(networksOf(each)[0]!.level));
        const { measured, declared } = await measureReach(engine, running);
        expect(measured.length).toBeGreaterThanOrEqual(running.length * running.length);
        expect(measured).toEqual(declared);
      });
    }

    more?.(() => engine);
  });
}

async function networkNames(engine: NamespacedEngine): Promise<string[]> {
  return (await engine.docker.listNetworks()).map(({ Name }) => Name);
}
