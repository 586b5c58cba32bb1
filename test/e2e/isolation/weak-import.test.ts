import { createOutsideTerraform, NAME } from './attested';
import { HARDENED, HARDENED_SETTINGS } from '../../isolation/hardened';
import { docker } from '../engine/docker';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(NAME);

const hardened = { ...HARDENED_SETTINGS, CapAdd: ['CHOWN'] };

describe('an imported container that is weaker than its policy', () => {
  let id: string;
  afterEach(() => docker.getContainer(id).remove({ force: true }).catch(() => undefined));

  const importing = async (host: object) => {
    id = await createOutsideTerraform('web', { ...hardened, ...host });
    return workspaceWith({
      import: [{ to: 'docker_container.web', id }],
      resource: { docker_container: { web: { name: `${NAME}-web`, ...HARDENED, isolation_policy: 'baseline@1' } } },
    });
  };

  test('is replaced if its configuration leaves the setting to the engine, and the plan says why', async () => {
    const workspace = await importing({ PidMode: 'host' });
    const plan = await workspace.plan();
    expect(plan).toMatchObject({ ok: true, changes: [{ change: { actions: ['delete', 'create'] } }] });
    expect(plan.diagnostics).toMatchObject([{
      severity: 'warning',
      summary: `Container "${NAME}-web" is weaker than its isolation policy: process namespace`,
      detail: expect.stringContaining('The configuration leaves `pid_mode` to the engine, but the container that exists is weaker.'),
    }]);
    expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });
    expect((await docker.getContainer(`${NAME}-web`).inspect()).HostConfig.PidMode).toBe('');
    expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
    await workspace.destroy();
  });

  test('is refused if it joins the processes of one that is weaker, which only the engine knows', async () => {
    const agent = await createOutsideTerraform('agent', { ...hardened, Binds: ['/etc:/hostetc:ro'] });
    try {
      id = await createOutsideTerraform('web', { ...hardened, PidMode: `container:${agent}` });
      const joining = { name: `${NAME}-web`, ...HARDENED, pid_mode: `container:${agent}`, isolation_policy: 'baseline@1' };
      const workspace = await workspaceWith({
        import: [{ to: 'docker_container.web', id }], resource: { docker_container: { web: joining } },
      });
      expect((await workspace.apply()).diagnostics).toMatchObject([{
        severity: 'error', summary: `Container "${NAME}-web" is weaker than its isolation policy: host paths`,
      }]);
    } finally {
      await docker.getContainer(agent).remove({ force: true });
    }
  });

  test.each<[string, object]>([
    ['mounts a folder of the host', { Binds: ['/etc:/x'] }],
    ['has another capability', { CapAdd: ['CHOWN', 'NET_ADMIN'] }],
    ['has no filter for system calls', { SecurityOpt: ['seccomp=unconfined'] }],
    ['has a device', { Devices: [{ PathOnHost: '/dev/full', PathInContainer: '/dev/x', CgroupPermissions: 'rwm' }] }],
    ['has rules for devices', { DeviceCgroupRules: ['a *:* rwm'] }],
    ['has the network of the host', { NetworkMode: 'host' }],
    ['has the host name of the host', { UTSMode: 'host' }],
    ['has a kernel setting', { Sysctls: { 'net.ipv4.ip_forward': '1' } }],
  ])('is replaced if it %s', async (_, host) => {
    const workspace = await importing(host);
    const plan = await workspace.plan();
    expect(plan.changes.map(({ change: { actions } }) => actions)).toEqual([['delete', 'create']]);
  });
});
