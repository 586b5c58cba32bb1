import { Managed } from './managed';
import { removeNamed } from '../support/remove-named';

/**
 * Gives each test a container that is yet to be made, and removes it after the test, with all that has a part of its name in
 * common. What an earlier run left is removed before.
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
