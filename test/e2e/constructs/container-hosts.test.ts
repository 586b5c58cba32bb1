import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { AppliedStack } from './stack';
import { BaseImage, ContainerHosts, IsolationReport, Port } from '../../../src';
import { docker, SOCKET } from '../engine/docker';
import { NamespacedEngine } from '../support/namespaced-engine';
import { run } from '../support/run';

const NAME = 'e2e-hosts';
const stack = new AppliedStack(NAME);
const folder = mkdtempSync(join(tmpdir(), 'berth-hosts-'));
const file = join(folder, 'hosts.json');

let other: NamespacedEngine;
beforeAll(async () => {
  other = await NamespacedEngine.start(NAME, ['--storage-driver', 'overlay2']);
  writeFileSync(file, JSON.stringify({ here: { url: `unix://${SOCKET}` }, there: { url: other.address } }));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await other.remove();
});

/** A client and a server on each host of the file, and a report of each host. */
const synthesize = () => stack.synthesize((within) => {
  const image = BaseImage.fromRegistry('busybox:latest');
  for (const host of ContainerHosts.fromFile(within, 'hosts', file).all) {
    const server = host.addContainer('server', {
      image, init: true, command: ['sh', '-c', `echo ${host.node.id} > /tmp/a; exec httpd -f -h /tmp`],
    });
    const client = host.addContainer('client', { image, init: true, command: ['sleep', '1000'] });
    client.connections.allowTo(server, Port.tcp(80));
    new IsolationReport(host, 'report', { host });
  }
});

async function namesOn(on: Docker): Promise<string[]> {
  return (await on.listContainers()).flatMap(({ Names: names }) => names).filter((name) => name.includes(NAME));
}

test('hosts of a file are filled by one provider, and each has what is its own', async () => {
  synthesize();
  await stack.apply();
  expect((await namesOn(docker)).sort()).toEqual([`/${NAME}-hosts-here-client`, `/${NAME}-hosts-here-server`]);
  expect((await namesOn(other.docker)).sort()).toEqual([`/${NAME}-hosts-there-client`, `/${NAME}-hosts-there-server`]);
  const answers = [['here', `unix://${SOCKET}`], ['there', other.address]].map(([name, address]) =>
    run('docker', ['-H', address!, 'exec', `${NAME}-hosts-${name}-client`, 'wget', '-qO-', 'http://server/a']));
  expect((await Promise.all(answers)).map((answer) => answer.trim())).toEqual(['here', 'there']);
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
  await stack.destroy();
  expect([...await namesOn(docker), ...await namesOn(other.docker)]).toEqual([]);
});
