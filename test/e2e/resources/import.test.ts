import { block, differences, imported, importedContainer, PREFIX, SLEEP } from './imported';
import { docker, imageId, makeImage } from '../engine/docker';
import { run } from '../support/run';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(PREFIX);

test('imports an image, a tag, a network and a volume with an empty plan', async () => {
  await docker.getImage('busybox:latest').tag({ repo: `${PREFIX}/image`, tag: '1' });
  await docker.getImage('busybox:latest').tag({ repo: `${PREFIX}/tag`, tag: '1' });
  const network = await docker.createNetwork({
    Name: `${PREFIX}-own`,
    Internal: true,
    Labels: { a: '1' },
    Options: { 'com.docker.network.driver.mtu': '1400' },
    IPAM: { Driver: 'default', Config: [{ Subnet: '10.213.12.0/24', Gateway: '10.213.12.9' }] },
  });
  const chosen = await docker.createNetwork({ Name: `${PREFIX}-chosen` });
  await docker.createVolume({ Name: `${PREFIX}-own`, Labels: { a: '1' }, DriverOpts: { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' } });
  const label = block('labels', 'label = "a"', 'value = "1"');
  const terraform = await workspaceWith([
    imported('docker_image.one', `${PREFIX}/image:1`, `name = "docker.io/${PREFIX}/image:1"\n platform = "linux/amd64"`),
    imported('docker_tag.one', `${PREFIX}/tag:1`, `source_image = docker_image.one.name\n target_image = "${PREFIX}/tag:1"`),
    imported('docker_network.own', network.id, `
      name     = "${PREFIX}-own"
      internal = true
      options  = { "com.docker.network.driver.mtu" = "1400" }
      ${label}
      ${block('ipam_config', 'subnet = "10.213.12.0/24"', 'gateway = "10.213.12.9"')}`),
    imported('docker_network.chosen', `${PREFIX}-chosen`, `name = "${PREFIX}-chosen"`),
    imported('docker_volume.own', `${PREFIX}-own`, `
      name        = "${PREFIX}-own"
      driver_opts = { type = "tmpfs", device = "tmpfs", o = "size=1m" }
      ${label}`),
  ].join('\n'));
  expect(await differences(terraform)).toEqual({});
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await differences(terraform)).toEqual({});
  expect(await terraform.state()).toMatchObject({
    'docker_image.one': { image_id: await imageId('busybox:latest') },
    'docker_tag.one': { source_image_id: await imageId('busybox:latest') },
    'docker_network.own': { id: network.id },
    'docker_network.chosen': { id: chosen.id },
    'docker_volume.own': { id: `${PREFIX}-own` },
  });
});

test('imports an image by its ID if the image has exactly one name', async () => {
  const id = await makeImage(`${PREFIX}/image:1`, 'own');
  const terraform = await workspaceWith(imported('docker_image.one', id, `name = "${PREFIX}/image:1"`));
  expect(await differences(terraform)).toEqual({});
});

test('does not remove an image that is configured by ID and also has names, and the error says what to do', async () => {
  const id = await makeImage(`${PREFIX}/image:1`, 'own');
  await docker.getImage(id).tag({ repo: `${PREFIX}/other`, tag: '1' });
  const terraform = await workspaceWith(imported('docker_image.one', id, `name = "${id}"`));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await terraform.destroy()).toMatchObject({
    ok: false, diagnostics: [{ detail: expect.stringContaining('Set `name` to one of them') as string }],
  });
  expect([await imageId(`${PREFIX}/image:1`), await imageId(`${PREFIX}/other:1`)]).toEqual([id, id]);
  await docker.getImage(`${PREFIX}/other:1`).remove();
});

test('imports a container by its name with a leading slash, as `docker inspect` shows it', async () => {
  await run('docker', ['create', '--name', `${PREFIX}-slash`, 'busybox:latest', ...SLEEP]);
  const terraform = await workspaceWith(importedContainer('slash', 'start = false').replace('id = "', 'id = "/'));
  expect(await differences(terraform)).toEqual({});
});

test('refuses a name that changes the request path, because the provider follows no redirects of the engine', async () => {
  const terraform = await workspaceWith(imported('docker_network.one', '..', 'name = "a"'));
  expect(await terraform.plan()).toMatchObject({
    ok: false,
    diagnostics: [{
      summary: expect.stringContaining('Could not inspect network ".."') as string,
      detail: expect.stringContaining('Check the name') as string,
    }],
  });
});

test.each([
  ['docker_image', 'name = "a"'],
  ['docker_container', 'name = "aa"\n image = "a"'],
  ['docker_network', 'name = "a"'],
  ['docker_volume', 'name = "aa"'],
  ['docker_tag', 'source_image = "a"\n target_image = "b"'],
])('refuses to import a %s that does not exist', async (type, body) => {
  const terraform = await workspaceWith(imported(`${type}.one`, `${PREFIX}-none`, body));
  expect(await terraform.plan()).toMatchObject({
    ok: false, diagnostics: [{ summary: 'Nothing to import', detail: expect.stringContaining(`"${PREFIX}-none"`) as string }],
  });
});

test('`terraform import` imports objects by name or ID, and the next plan is empty', async () => {
  const network = await docker.createNetwork({ Name: `${PREFIX}-net`, Labels: { a: '1' } });
  await docker.createVolume({ Name: `${PREFIX}-data` });
  const made = await docker.createContainer({
    name: `${PREFIX}-made`,
    Image: 'busybox:latest',
    Cmd: ['sleep', '100000'],
    Env: ['A=1'],
    Labels: { a: '1' },
    ExposedPorts: { '80/tcp': {} },
    HostConfig: {
      NetworkMode: `${PREFIX}-net`,
      Binds: [`${PREFIX}-data:/data:ro`],
      PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '21595' }] },
      Memory: 64 * 1024 * 1024,
      CapDrop: ['ALL'],
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      Tmpfs: { '/run': 'size=1m' },
    },
  });
  await made.start();
  const terraform = await workspaceWith(`
    resource "docker_network" "net" {
      name = "${PREFIX}-net"
      labels {
        label = "a"
        value = "1"
      }
    }
    resource "docker_volume" "data" {
      name = "${PREFIX}-data"
    }
    resource "docker_container" "made" {
      name            = "${PREFIX}-made"
      image           = "busybox:latest"
      command         = ["sleep", "100000"]
      env             = ["A=1"]
      memory          = 64
      restart         = "on-failure"
      max_retry_count = 3
      tmpfs           = { "/run" = "size=1m" }
      networks_advanced {
        name = docker_network.net.name
      }
      labels {
        label = "a"
        value = "1"
      }
      volumes {
        volume_name    = docker_volume.data.name
        container_path = "/data"
        read_only      = true
      }
      ports {
        internal = 80
        external = 21595
      }
      capabilities {
        drop = ["ALL"]
      }
    }`);
  await terraform.terraform('import', '-input=false', 'docker_network.net', network.id);
  await terraform.terraform('import', '-input=false', 'docker_volume.data', `${PREFIX}-data`);
  await terraform.terraform('import', '-input=false', 'docker_container.made', `${PREFIX}-made`);
  expect(await differences(terraform)).toEqual({});
  expect((await terraform.state())['docker_container.made']!.id).toBe(made.id);
});
