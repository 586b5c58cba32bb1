import { Managed } from './managed';
import { removeNamed } from '../support/remove-named';

/**
 * Gives each test a container that is not created yet. Removes it after the test, with everything whose name contains `named`.
 * Removes leftovers of an earlier run first.
 */
export function containerPerTest(named: string, give: (container: Managed) => void): void {
  let container: Managed;
  beforeAll(() => removeNamed(named));
  beforeEach(() => {
    container = new Managed('docker_container');
    give(container);
  });
  afterEach(async () => {
    await container.destroy().catch(() => undefined);
    await removeNamed(named);
  });
}
