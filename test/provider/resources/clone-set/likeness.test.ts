import { fromModel, toModel } from '../../../../provider/framework/schema/body-values';
import { applyDefaults } from '../../../../provider/framework/schema/defaults';
import { Likeness } from '../../../../provider/resources/clone-set/likeness';
import { CloneSetModel, schema } from '../../../../provider/resources/clone-set/schema';
import { WantedSet } from '../../../../provider/resources/clone-set/set';
import { toEngine } from '../../../../provider/resources/container/fields/model';

const KEY = 'host';

/** A set of containers whose texts, ports and volumes are different in each. */
function wantedSet(template: object = {}): WantedSet {
  const model = toModel(schema, applyDefaults(schema, fromModel(schema, {
    id: 'set',
    name: 'web',
    replicas: 20,
    host: [{ name: 'here' }],
    template: [{
      image: 'busybox:latest',
      command: ['serve', '3'],
      env: ['INDEX={{clone.index}}', 'COLOR=blue'],
      ports: [{ internal: 80, external: 20_000 }],
      volumes: [{ volume_name: 'data-{{clone.index}}', container_path: '/data' }],
      labels: [{ label: 'own.{{clone.name}}', value: 'x' }],
      networks_advanced: [{ name: 'net', aliases: ['{{clone.name}}', 'all'] }],
      memory: 64,
      ...template,
    }],
  })));
  return new WantedSet(model as CloneSetModel);
}

type Tree = Record<string, any>;

/** What an engine reports about a clone, with values that it chooses itself. */
function inspectOf(set: WantedSet, index: number, change: (inspect: Tree) => void = () => undefined) {
  const { HostConfig: host, ...config } = toEngine(set.clone(index).model) as unknown as Tree;
  const id = `${index}`.padStart(64, 'abcdef');
  const inspect: Tree = structuredClone({
    Id: id,
    Name: `/web-${index}`,
    Image: 'sha256:1',
    State: { Running: true },
    Config: { ...config, Hostname: id.slice(0, 12), Env: [...config.Env, 'PATH=/bin'] },
    HostConfig: { ...host, ContainerIDFile: `mark-${index}`, ShmSize: 64 },
    Mounts: [
      { Type: 'volume', Name: `data-${index}`, Source: `/var/lib/docker/volumes/data-${index}/_data`, Destination: '/data', RW: true },
      { Type: 'volume', Name: id, Source: `/var/lib/docker/volumes/${id}/_data`, Destination: '/cache', RW: true },
    ],
    NetworkSettings: {
      Networks: { net: { NetworkID: 'n1', IPAddress: `10.0.0.${index + 2}`, Aliases: [`web-${index}`, 'all', id.slice(0, 12)] } },
    },
  });
  change(inspect);
  return inspect as never;
}

/** Whether a clone counts as like the one with the index 0, which is as described. */
function isAlike(index: number, change?: (inspect: Tree) => void, template?: object): boolean {
  const [set, likeness] = [wantedSet(template), new Likeness()];
  likeness.learn(KEY, set.clone(0).model, set.varying(1, true), inspectOf(set, 0));
  return likeness.isAlike(KEY, set.varying(index, true), inspectOf(set, index, change));
}

test('clones are alike that differ as their descriptions do, and in what the engine chooses', () => {
  for (const index of [0, 1, 3, 19]) expect(isAlike(index)).toBe(true);
  const set = wantedSet();
  expect(new Likeness().isAlike(KEY, set.varying(1, true), inspectOf(set, 1))).toBe(false);
});

test.each<[string, (inspect: Tree) => void]>([
  ['another limit', ({ HostConfig: host }) => { host.Memory = 1; }],
  ['a setting more', ({ HostConfig: host }) => { host.PidMode = 'host'; }],
  ['a setting less', ({ HostConfig: host }) => { delete host.ShmSize; }],
  ['the variable of another clone', ({ Config: config }) => { config.Env[0] = 'INDEX=0'; }],
  ['a variable more', ({ Config: config }) => { config.Env.push('X=1'); }],
  ['another constant that looks like an index', ({ Config: config }) => { config.Cmd = ['serve', '5']; }],
  ['the port of another clone', ({ HostConfig: host }) => { host.PortBindings['80/tcp'][0].HostPort = '20000'; }],
  ['the volume of another clone', ({ HostConfig: host }) => { host.Binds = ['data-0:/data:rw']; }],
  ['another volume mounted', ({ Mounts: [mount] }) => { mount.Name = 'data-0'; }],
  ['a mount of the host', ({ Mounts: mounts }) => { mounts.push({ Type: 'bind', Source: '/etc', Destination: '/x' }); }],
  ['the label of another clone', ({ Config: config }) => { config.Labels = { ...config.Labels, 'own.web-0': 'x' }; }],
  ['another alias', ({ NetworkSettings: settings }) => { settings.Networks.net.Aliases[0] = 'web-0'; }],
  ['another network', ({ NetworkSettings: settings }) => { settings.Networks.other = { NetworkID: 'n2' }; }],
  ['another image', (inspect) => { inspect.Image = 'sha256:2'; }],
  ['another host name', ({ Config: config }) => { config.Hostname = 'web'; }],
])('one with %s is unlike', (_what, change) => {
  expect(isAlike(5, change)).toBe(false);
});

test('a set whose clones can have addresses of their own is compared in full', () => {
  expect(isAlike(5, undefined, { networks_advanced: [{ name: 'net', mac_address: '02:42:ac:11:00:02' }] })).toBe(false);
});
