import { readFileSync } from 'node:fs';
import { createOutsideTerraform, NAME, startsSince } from './attested';
import { HARDENED, HARDENED_SETTINGS } from '../../isolation/hardened';
import { docker } from '../engine/docker';
import { run } from '../support/run';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(NAME);

describe('refuses a container before its creation', () => {
  test('at plan, for a policy violation in hand-written HCL', async () => {
    const workspace = await workspaceWith({
      resource: {
        docker_container: {
          web: { name: `${NAME}-web`, ...HARDENED, pid_mode: 'host', isolation_policy: 'baseline@1' },
        },
      },
    });
    const plan = await workspace.plan();
    expect(plan.ok).toBe(false);
    expect(plan.diagnostics).toMatchObject([{
      summary: `Container "${NAME}-web" is weaker than its isolation policy: process namespace`,
      detail: expect.stringContaining('`pid_namespace`: the policy requires shared, but the value is host.'),
      address: 'docker_container.web',
    }]);
  });

  test('at apply, before any call to the engine, for a violation that is unknown at plan', async () => {
    const workspace = await workspaceWith({
      resource: {
        terraform_data: { mode: { input: 'host' } },
        docker_container: {
          web: {
            name: `${NAME}-web`,
            ...HARDENED,
            pid_mode: '${terraform_data.mode.output}',
            isolation_policy: 'baseline@1',
          },
        },
      },
    });
    expect(await workspace.plan()).toMatchObject({ ok: true });
    const outcome = await workspace.applyLastPlan();
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics[0]!.summary).toContain('weaker than its isolation policy');
    expect(await docker.listContainers({ all: true, filters: { name: [`${NAME}-web`] } })).toEqual([]);
  });

  test.each<[string, string, string, object, RegExp]>([
    ['an image with a volume over the paths of the kernel', 'true', 'VOLUME /sys', {}, /exposed/],
    ['an image with a volume at a link to the paths of the kernel', 'ln -s /sys /x', 'VOLUME /x', {}, /"\/x" leads to "\/sys"/],
    ['a file system in memory that a link of the image leads to paths of the kernel', 'mkdir /d && ln -s ../sys/fs /d/x', 'WORKDIR /', {
      tmpfs: { '/tmp': '', '/d/x/cgroup': '' },
    }, /"\/d\/x\/cgroup" leads to "\/sys\/fs\/cgroup", by a link/],
    ['an image with a volume at /dev, in which /dev/null could be anything', 'true', 'VOLUME /dev', {}, /exposed/],
    ['a file in /dev, for which a volume is made', 'true', 'WORKDIR /', {
      read_only: true, upload: [{ file: '/dev/settings', content: 'x' }],
    }, /exposed/],
    ['an image with a volume at a link to /dev', 'ln -s dev /x', 'VOLUME /x', {}, /"\/x" leads to "\/dev", by a link/],
  ])('at apply, for %s', async (_, command, changes, settings, reason) => {
    const [repo, tag] = [`${NAME}-image`, '1'];
    const settingsOfSource = { Cmd: ['sh', '-c', command], HostConfig: { NetworkMode: 'none' } };
    const source = await docker.createContainer({ Image: 'busybox:latest', ...settingsOfSource });
    await source.start();
    await source.wait();
    await source.commit({ repo, tag, changes });
    await source.remove();
    try {
      const web = { name: `${NAME}-web`, ...HARDENED, ...settings, image: `${repo}:${tag}`, isolation_policy: 'baseline@1' };
      const workspace = await workspaceWith({ resource: { docker_container: { web } } });
      const since = Date.now() / 1000;
      expect((await workspace.apply()).diagnostics).toMatchObject([{
        severity: 'error',
        summary: `Container "${NAME}-web" is weaker than its isolation policy: kernel paths`,
        detail: expect.stringMatching(reason),
      }]);
      expect(await startsSince(since, NAME)).toEqual([]);
    } finally {
      await docker.getImage(`${repo}:${tag}`).remove();
    }
  });

  test.each([
    ['pid_mode', 'PidMode', 'process namespace'],
    ['ipc_mode', 'IpcMode', 'ipc namespace'],
    ['network_mode', 'NetworkMode', 'network namespace'],
  ])('at apply, for a container that joins one with the host\'s namespace by %s, through another one', async (attribute, field, title) => {
    const first = await createOutsideTerraform('first', { [field]: 'host' });
    const second = await createOutsideTerraform('second', { [field]: `container:${first}` });
    try {
      const workspace = await workspaceWith({
        resource: {
          docker_container: {
            web: { name: `${NAME}-web`, ...HARDENED, [attribute]: `container:${second}`, isolation_policy: 'baseline@1' },
          },
        },
      });
      const outcome = await workspace.apply();
      expect(outcome.diagnostics).toMatchObject([{
        summary: expect.stringMatching(new RegExp(`^Container "${NAME}-web" is weaker than its isolation policy: ${title}$`, 'i')),
      }]);
      expect(await docker.listContainers({ all: true, filters: { name: [`${NAME}-web`] } })).toEqual([]);
    } finally {
      for (const id of [second, first]) await docker.getContainer(id).remove({ force: true });
    }
  });

  describe('at apply, for a container that joins the processes of one', () => {
    let agent: string;
    const outside = async (host: object) => {
      agent = await createOutsideTerraform('agent', { ...HARDENED_SETTINGS, ...host });
    };
    afterEach(() => docker.getContainer(agent).remove({ force: true }));

    const joining = (pidMode: string, exemptions: object = {}) => ({
      resource: {
        docker_container: {
          web: {
            name: `${NAME}-web`,
            ...HARDENED,
            pid_mode: pidMode,
            isolation_policy: 'baseline@1',
            isolation_exemptions: exemptions,
          },
        },
      },
    });

    test.each<[string, (id: string) => string]>([
      ['its id', (id) => id], ['the beginning of its id', (id) => id.slice(0, 12)], ['its name', () => `${NAME}-agent`],
      ['its name with a slash', () => `/${NAME}-agent`],
    ])('that mounts a folder of the host, by %s', async (_, reference) => {
      await outside({ Binds: ['/etc:/hostetc:ro'] });
      const mode = `container:${reference(agent)}`;
      const workspace = await workspaceWith(joining(mode));
      expect((await workspace.apply()).diagnostics).toMatchObject([{
        summary: `Container "${NAME}-web" is weaker than its isolation policy: host paths`,
      }]);
      expect(await docker.listContainers({ all: true, filters: { name: [`${NAME}-web`] } })).toEqual([]);
    });

    test('and shows its files if it is exempt', async () => {
      await outside({ Binds: ['/etc:/hostetc:ro'] });
      const workspace = await workspaceWith(joining(`container:${agent}`, { host_paths: 'it reads the files of the agent' }));
      expect(await workspace.apply()).toMatchObject({ ok: true });
      // What the engine gives it shows that the refusal has a reason.
      const shown = await run('docker', ['exec', `${NAME}-web`, 'cat', '/proc/1/root/hostetc/hostname']);
      expect(shown).toBe(readFileSync('/etc/hostname', 'utf8'));
      await workspace.destroy();
    });

    test('that has the network of the host', async () => {
      await outside({ NetworkMode: 'host' });
      const workspace = await workspaceWith(joining(`container:${agent}`));
      expect((await workspace.apply()).diagnostics).toMatchObject([{
        summary: `Container "${NAME}-web" is weaker than its isolation policy: network namespace`,
        detail: expect.stringContaining(`This is what the container "${NAME}-agent" has, whose processes it would share`),
      }]);
    });

    test('but not of one that is as strict', async () => {
      await outside({});
      const workspace = await workspaceWith(joining(`container:${agent}`));
      expect(await workspace.apply()).toMatchObject({ ok: true });
      await workspace.destroy();
    });
  });

  test('at plan, for a runtime that the engine lacks, and shows the lines that register it', async () => {
    const workspace = await workspaceWith({
      resource: { docker_container: { web: { name: `${NAME}-web`, ...HARDENED, runtime: 'crun-berth' } } },
    });
    const plan = await workspace.plan();
    expect(plan.diagnostics).toMatchObject([{
      summary: 'The engine has no runtime "crun-berth"',
      detail: expect.stringContaining('"path": "/usr/local/bin/crun-berth"'),
    }]);
  });

  test('but not at plan while the engine is unreachable', async () => {
    const workspace = await workspaceWith(
      { resource: { docker_container: { web: { name: `${NAME}-web`, ...HARDENED, runtime: 'crun-berth' } } } },
      { env: { DOCKER_HOST: 'unix:///nowhere/docker.sock' } },
    );
    expect(await workspace.plan()).toMatchObject({ ok: true, changes: [{ change: { actions: ['create'] } }] });
  });
});
