import { provider } from '../../provider/provider';
import fixture from '../fixtures/docker-provider-3.6.2.json';

interface Standard {
  readonly required?: boolean;
  readonly computed?: boolean;
}

const standard = fixture as unknown as {
  provider: Record<string, Standard>;
  resources: Record<string, { attributes: Record<string, Standard>; schema_version: number }>;
  data_sources: Record<string, { attributes: Record<string, Standard> }>;
};

/** What the standard provider has and this one has not. */
const MISSING = {
  provider: ['registry_auth'],
  docker_image: ['build'],
};

function names(attributes: object, without: readonly string[] = []): string[] {
  return Object.keys(attributes).filter((name) => !without.includes(name)).sort();
}

test('the provider takes the standard provider\'s configuration', () => {
  expect(names(provider.schema.attributes)).toEqual(names(standard.provider, MISSING.provider));
  expect(provider.schema.attributes.key_material).toMatchObject({ type: 'string', sensitive: true });
  expect(provider.schema.attributes.disable_docker_daemon_check).toMatchObject({ type: 'bool' });
});

test('docker_image has the standard attributes and version', () => {
  const { schema } = provider.resources.find(({ type }) => type === 'docker_image')!;
  const { attributes, schema_version: version } = standard.resources.docker_image!;
  expect(schema.version).toBe(version);
  expect(names(schema.attributes)).toEqual(names(attributes, MISSING.docker_image));
  for (const name of names(schema.attributes)) {
    const [ours, theirs] = [schema.attributes[name]!, attributes[name]!];
    expect([name, ours.required ?? false, ours.computed ?? false]).toEqual([name, theirs.required ?? false, theirs.computed ?? false]);
  }
});

test('the data source docker_image has the standard attributes', () => {
  const { schema } = provider.dataSources.find(({ type }) => type === 'docker_image')!;
  expect(names(schema.attributes)).toEqual(names({ ...standard.data_sources.docker_image!.attributes, id: {} }));
});

test('configuring connects to nothing and reads nothing', () => {
  const config = { host: 'tcp://name.invalid', cert_path: '/nowhere' } as never;
  expect(() => provider.configure(config)).not.toThrow();
});
