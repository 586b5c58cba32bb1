import { lackingAttributes } from './container-rows/lacking';
import { docker } from '../engine/docker';
import { run } from '../support/run';
import { workspacePerTest } from '../support/workspace-per-test';

const PREFIX = 'e2e-engine-api';

const workspaceWith = workspacePerTest(PREFIX);

let disk: string;
/** The settings that the kernel of this engine can apply. */
let settings: string;

beforeAll(async () => {
  disk = await diskOfEngine();
  const lacking = Object.keys(await lackingAttributes());
  settings = BEYOND.replace('DISK', disk).split('\n').filter((line) => !lacking.includes(line.trim().split(' ')[0]!)).join('\n');
});

/** Returns a disk of the engine's machine. */
async function diskOfEngine(): Promise<string> {
  const script = 'for disk in /sys/block/*; do [ ! -b "/host/${disk##*/}" ] || echo "/dev/${disk##*/}"; done';
  const disks = await run('docker', ['run', '--rm', '-v', '/dev:/host:ro', 'busybox:latest', 'sh', '-c', script]);
  return disks.split('\n').find((path) => !/^\/dev\/(loop|ram|zram)/.test(path))!;
}

/** The Engine API settings beyond the standard schema that an engine can start a container with, unless its kernel lacks them. */
const BEYOND = `
  name                = "${PREFIX}"
  image               = "busybox:latest"
  command             = ["sleep", "100000"]
  platform            = "linux/amd64"
  stdin_open          = true
  stdin_once          = true
  shell               = ["/bin/ash", "-c"]
  memory              = 64
  memory_reservation  = 32
  memory_swappiness   = 10
  oom_kill_disable    = true
  oom_score_adj       = 100
  pids_limit          = 50
  cpuset_mems         = "0"
  device_cgroup_rules = ["c 13:* rwm"]
  masked_paths        = ["/proc/kcore"]
  readonly_paths      = []
  volume_driver       = "local"
  exposed_ports       = ["80", "53/udp"]
  mac_address         = "02:42:AC:11:00:77"
  uts_mode            = "host"
  device_read_bps {
    path = "DISK"
    rate = 1048576
  }
  mounts {
    type      = "bind"
    source    = "/tmp"
    target    = "/host"
    read_only = true
    bind_options {
      non_recursive = true
    }
  }
  volumes {
    host_path       = "/tmp"
    container_path  = "/own"
    selinux_relabel = "z"
  }`;

const resource = (more = '') => `resource "docker_container" "one" {\n${settings}\n${more}\n}`;

test('applies the settings beyond the standard schema as written, and plans no change afterwards', async () => {
  const workspace = await workspaceWith(resource('timeouts {\n create = "5m"\n delete = "1m"\n }'));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const { Config: config, HostConfig: host } = await docker.getContainer(PREFIX).inspect();
  expect(config).toMatchObject({ MacAddress: '02:42:ac:11:00:77', Shell: ['/bin/ash', '-c'], StdinOnce: true });
  expect(host).toMatchObject({
    ...(settings.includes('memory_swappiness') && { MemorySwappiness: 10, OomKillDisable: true }),
    OomScoreAdj: 100,
    UTSMode: 'host',
    MaskedPaths: ['/proc/kcore'],
    ReadonlyPaths: [],
  });
  expect(host.BlkioDeviceReadBps).toEqual([{ Path: disk, Rate: 1048576 }]);
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });

  workspace.configure(resource('timeouts {\n create = "10m"\n }'));
  expect((await workspace.plan()).changes).toMatchObject([{ change: { actions: ['update'] } }]);
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
  expect(await workspace.destroy()).toMatchObject({ ok: true });
});

test('imports a container that has these settings with an empty plan', async () => {
  const workspace = await workspaceWith(resource());
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const { Id: id } = await docker.getContainer(PREFIX).inspect();
  await workspace.terraform('state', 'rm', 'docker_container.one');
  workspace.configure(`import {\n to = docker_container.one\n id = "${PREFIX}"\n}\n${resource()}`);
  expect((await workspace.plan()).changes).toEqual([]);
  await workspace.applyLastPlan();
  expect((await docker.getContainer(PREFIX).inspect()).Id).toBe(id);
});
