import { TestSwarm } from './test-swarm';

/** Starts engines before the tests of a file, and removes them after these. */
export function testSwarm(count: number, settings?: object): TestSwarm {
  const test = new TestSwarm(settings);
  beforeAll(() => test.swarm.start(count));
  afterAll(() => test.swarm.remove());
  return test;
}
