import { Config, Managed } from './managed';
import { plainContainer } from './plain-container';
import { docker } from '../engine/docker';
import { removeNamed } from '../support/remove-named';

const NAME = 'e2e-gvisor-suspended';

const sandbox: Config = { ...plainContainer(NAME), runtime: 'runsc', network_mode: 'none', cgroup_parent: `/berth/${NAME}` };

beforeAll(() => removeNamed(NAME));

test('a sandbox is suspended, also with its pool, and leaves nothing behind', async () => {
  const container = new Managed('docker_container');
  const pool = new Managed('docker_resource_pool');
  const state = async () => (await docker.getContainer(container.id).inspect()).State;
  try {
    await pool.apply({ name: NAME });
    await container.apply({ ...sandbox, suspended: true });
    expect(await state()).toMatchObject({ Running: true, Paused: true });
    await container.apply(sandbox);
    expect(await state()).toMatchObject({ Running: true, Paused: false });
    await pool.apply({ name: NAME, suspended: true });
    expect(await state()).toMatchObject({ Running: true, Paused: true });
    expect(await container.plan(sandbox)).toEqual({ action: 'none', changed: [] });
  } finally {
    await container.destroy();
    await pool.destroy();
  }
});
