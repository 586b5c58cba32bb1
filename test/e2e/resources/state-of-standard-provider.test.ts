import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { docker } from './managed';
import { Workspace } from '../support/workspace';

interface Written {
  lineage: string;
  serial: number;
  resources: { type: string; name: string; provider: string; instances: { attributes: Record<string, unknown> }[] }[];
}

const OWN_PROVIDER = 'provider["registry.terraform.io/berth/docker"]';

const fixture = (version: string, file: string) => readFileSync(join(__dirname, '../../fixtures/states', version, file), 'utf8');

/** A resource that is no concern of this test, taken out of a configuration. */
function without(configuration: string, ...blocks: readonly RegExp[]): string {
  return blocks.reduce((text, block) => text.replace(new RegExp(`${block.source} \\{[\\s\\S]*?\\n\\}\\n`), ''), configuration);
}

/** What the standard provider wrote of objects that are gone, as it would have written it of these: only the ids are others. */
function about(written: Written, existing: Readonly<Record<string, Record<string, unknown>>>, lineage: string): Written {
  const resources = written.resources.filter(({ type, name }) => `${type}.${name}` in existing).map((resource) => {
    const { attributes } = resource.instances[0]!;
    const is = existing[`${resource.type}.${resource.name}`]!;
    const hostname = attributes.hostname === String(attributes.id).slice(0, 12) ? { hostname: String(is.id).slice(0, 12) } : {};
    const ids = Object.fromEntries(['id', 'image', 'image_id', 'mountpoint'].filter((name) => name in attributes).map((name) => [name, is[name]]));
    return { ...resource, provider: OWN_PROVIDER, instances: [{ ...resource.instances[0]!, attributes: { ...attributes, ...hostname, ...ids } }] };
  });
  return { ...written, lineage, serial: written.serial + 1000, resources };
}

test.each(['3.6.2', '4.5.0'])('of version %s is taken over with an empty plan, and the same containers', async (version) => {
  const terraform = await Workspace.create(without(fixture(version, 'main.tf'), /terraform/, /resource "docker_tag" "pinned"/));
  try {
    expect(await terraform.apply()).toMatchObject({ ok: true });
    const containers = async () => Promise.all(['plain', 'rich'].map(async (name) => (await docker.getContainer(name).inspect()).Id));
    const before = await containers();
    const { lineage } = JSON.parse(await terraform.terraform('state', 'pull')) as Written;
    terraform.write('written.json', JSON.stringify(about(JSON.parse(fixture(version, 'state.json')) as Written, await terraform.state(), lineage)));
    await terraform.terraform('state', 'push', '-force', 'written.json');

    expect(await terraform.plan()).toMatchObject({ ok: true, changes: [] });
    expect(await terraform.apply()).toMatchObject({ ok: true });
    expect(await containers()).toEqual(before);
    expect(await terraform.plan()).toMatchObject({ ok: true, changes: [] });
  } finally {
    await terraform.remove();
  }
});
