import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { docker } from '../engine/docker';

/** The name prefix of everything that the tests of attestations create. */
export const NAME = 'e2e-attestation';

/** Creates a container outside Terraform, and returns its ID. */
export async function createOutsideTerraform(name: string, host: object, command = ['sleep', '100000']): Promise<string> {
  const container = await docker.createContainer({
    name: `${NAME}-${name}`, Image: 'busybox:latest', Cmd: command, HostConfig: host,
  });
  await container.start();
  return container.id;
}

/** Returns the tags of the probe's images that the engine has. */
async function probeImages(): Promise<string[]> {
  const images = await docker.listImages({ all: true });
  return images.map(({ RepoTags: tags }) => (tags ?? []).join()).filter((tags) => tags.startsWith('berth-probe'));
}

/**
 * Returns a check that attestations left no containers or images of the probe on the engine since the tests of a file
 * started. Also checks it after all tests of the file.
 */
export function noProbeIsLeft(): () => Promise<void> {
  let imagesBefore: string[];
  const check = async () => {
    expect(await docker.listContainers({ all: true, filters: { label: ['berth.probe'] } })).toEqual([]);
    expect(await probeImages()).toEqual(imagesBefore);
  };
  beforeAll(async () => {
    imagesBefore = await probeImages();
  });
  afterAll(check);
  return check;
}

/** A folder for reports, which is removed after all tests of a file. */
export function reportFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'berth-reports-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Returns the names that begin with a prefix of the containers that the engine has started since a time in seconds. */
export async function startsSince(since: number, prefix: string): Promise<string[]> {
  const until = Math.ceil(Date.now() / 1000) + 1;
  const stream = await docker.getEvents({ since, until, filters: { type: ['container'], event: ['start'] } });
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  const events = text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as { Actor: { Attributes: { name: string } } });
  return events.map(({ Actor: { Attributes: { name } } }) => name).filter((name) => name.startsWith(prefix));
}
