import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplesIn } from '../../../provider/docs/examples';
import { pages, Source } from '../../../provider/docs/pages';
import { readStandard } from '../../../provider/docs/standard';
import { AnyResource } from '../../../provider/framework/resource';
import { Schema } from '../../../provider/framework/schema/schema';
import { provider } from '../../../provider/provider';

const ROOT = join(__dirname, '../../..');
const standard = readStandard(readFileSync(join(ROOT, 'projenrc/l1/docker-provider-3.6.2.json'), 'utf8'));
const reference = pages({ provider, examples: examplesIn(join(ROOT, 'examples/provider')), standard });

const schema: Schema = {
  description: 'A thing.',
  attributes: {
    id: { type: 'string', computed: true, description: 'The id.' },
    name: { type: 'string', required: true, requiresReplace: true, description: 'The name.' },
    size: {
      type: 'number',
      optional: true,
      default: 3,
      validators: [{ description: 'at least 1', check: () => undefined }],
      description: 'The size.',
    },
    key: { type: ['list', 'string'], optional: true, sensitive: true, description: 'The keys.' },
    old: { type: 'bool', optional: true, deprecated: 'Remove it.', description: 'Has no effect.' },
    image: { type: 'string', optional: true, change: 'Another image replaces it.', description: 'The image.' },
    port: {
      type: 'number',
      optional: true,
      planModifiers: [{ description: 'A higher one replaces it', modify: () => ({}) }],
      description: 'The port.',
    },
    seen: { type: ['list', ['object', { at: 'string', count: 'number' }]], computed: true, description: 'The sightings.' },
  },
  blocks: {
    part: {
      nesting: 'list',
      maxItems: 1,
      requiresReplace: true,
      description: 'A part.',
      attributes: { kind: { type: 'string', required: true, description: 'Its kind.' } },
      blocks: {
        detail: {
          nesting: 'set',
          minItems: 1,
          description: 'A detail.',
          attributes: { text: { type: 'string', optional: true, description: 'Its text.' } },
        },
      },
    },
    door: {
      nesting: 'set',
      description: 'A door.',
      attributes: { width: { type: 'number', required: true, requiresReplace: true, description: 'Its width.' } },
    },
  },
};

const STANDARD_THING = { id: {}, name: {}, size: {}, key: {}, old: {}, image: {}, port: {}, seen: {}, part: { kind: {} } };

function thing(rest: Partial<AnyResource<unknown>> = {}): AnyResource<unknown> {
  const unused = () => Promise.reject(new Error('not called'));
  return { type: 'docker_thing', schema, create: unused, read: unused, update: unused, delete: unused, ...rest };
}

function pagesOf(resource: AnyResource<unknown>, rest: Partial<Source> = {}) {
  return pages({
    provider: {
      schema: { description: 'A provider.', attributes: {} }, resources: [resource], dataSources: [], configure: () => undefined,
    },
    examples: (file) => file.endsWith('import.sh') ? undefined : `# ${file}`,
    standard: {
      provider: {},
      resources: { docker_thing: STANDARD_THING },
      dataSources: {},
    },
    ...rest,
  });
}

function pageOf(resource: AnyResource<unknown>, rest?: Partial<Source>): string {
  return pagesOf(resource, rest)['resources/thing.md']!;
}

function section(page: string, heading: string): string {
  const [, text = ''] = page.split(`\n${heading}\n`);
  return text.split(/\n(?:#|<a id)/)[0]!.trim();
}

test('a page has the front matter that the registry expects', () => {
  expect(pageOf(thing()).split('\n').slice(0, 6)).toEqual([
    '---', 'page_title: "docker_thing Resource - Docker"', 'subcategory: ""', 'description: |-', '  A thing.', '---',
  ]);
});

test('attributes are grouped into required, optional and read-only ones, with all facts from the schema', () => {
  const page = pageOf(thing());
  expect(section(page, '### Required')).toBe('- `name` (String, replaces) The name.');
  expect(section(page, '### Optional').split('\n')).toEqual([
    '- `door` (Block Set, **Berth only**) A door. (see [below](#nestedblock--door))',
    '- `image` (String) The image. Another image replaces it.',
    '- `key` (List of String, Sensitive, live) The keys.',
    '- `old` (Boolean, Deprecated, live) Has no effect. Deprecated: Remove it.',
    '- `part` (Block List, Max: 1, replaces) A part. (see [below](#nestedblock--part))',
    '- `port` (Number) The port. A higher one replaces it.',
    '- `size` (Number, live) The size. Default: `3`. Allowed: at least 1.',
  ]);
  expect(section(page, '### Read-Only').split('\n')).toEqual([
    '- `id` (String) The id.',
    '- `seen` (List of Object) The sightings. (see [below](#nestedatt--seen))',
  ]);
});

test('nested blocks and objects are described in sections of their own', () => {
  const page = pageOf(thing());
  expect(section(page, '### Nested Schema for `part`')).toBe([
    'Required:\n\n- `detail` (Block Set, Min: 1, replaces, **Berth only**) A detail. (see [below](#nestedblock--part--detail))',
    '- `kind` (String, replaces) Its kind.',
  ].join('\n'));
  expect(section(page, '### Nested Schema for `part.detail`')).toBe('Optional:\n\n- `text` (String, replaces) Its text.');
  expect(section(page, '### Nested Schema for `door`')).toBe('Required:\n\n- `width` (Number, replaces) Its width.');
  expect(section(page, '### Nested Schema for `seen`')).toBe('- `at` (String)\n- `count` (Number)');
});

test('every change of a resource without an update replaces it', () => {
  expect(section(pageOf(thing({ update: undefined })), '### Optional')).toContain('- `size` (Number, replaces)');
});

test('a resource that the standard provider does not have is marked once, as a whole', () => {
  const page = pageOf(thing(), { standard: { provider: {}, resources: {}, dataSources: {} } });
  expect(page).toContain('**Berth only**: `kreuzwerker/docker` 3.6.2 does not have this resource.');
  expect(page).not.toContain(', **Berth only**)');
});

test('the page shows how to import, or that the resource can\'t be imported', () => {
  const examples = (file: string) => file.endsWith('import.sh') ? 'terraform import docker_thing.a a' : '# example';
  const page = pageOf(thing({ import: () => Promise.resolve(undefined) }), { examples });
  expect(section(page, '## Import')).toBe('```shell\nterraform import docker_thing.a a\n```');
  expect(section(pageOf(thing()), '## Import')).toBe('This resource can\'t be imported.');
});

test.each([
  ['an example', thing(), () => undefined, 'The reference needs the example examples/provider/provider/provider.tf'],
  [
    'an example of an import', thing({ import: () => Promise.resolve(undefined) }), undefined,
    'The reference needs the example examples/provider/resources/docker_thing/import.sh',
  ],
  [
    'an import that an example shows', thing(), () => 'text',
    'resources/docker_thing/import.sh is an example of an import, but docker_thing can\'t be imported',
  ],
])('fails without %s', (_what, resource, examples, message) => {
  expect(() => pagesOf(resource, examples && { examples })).toThrow(message);
});

describe.each(Object.entries(reference))('%s', (_file, page) => {
  test('has only links to existing sections and pages', () => {
    const targets = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!);
    const exists = (target: string) => target.startsWith('#') ? page.includes(`<a id="${target.slice(1)}"></a>`) : existsAsPage(target);
    const broken = targets.filter((target) => !exists(target));
    expect(broken).toEqual([]);
  });

  test('lists arguments, without text that Markdown would read as a tag', () => {
    const lines = page.split('\n').filter((line) => line.startsWith('- `'));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.replace(/`[^`]*`/g, '').includes('<'))).toEqual([]);
  });
});

function existsAsPage(target: string): boolean {
  return target in reference || (target.startsWith('guides/') && existsSync(join(__dirname, '../../../docs', target)));
}

test('attributes and resources that the standard schema does not have are marked', () => {
  const container = reference['resources/container.md']!;
  expect(container).toMatch(/^- `pids_limit` \(Number, live, \*\*Berth only\*\*\)/m);
  expect(container).toMatch(/^- `memory` \(Number\)/m);
  expect(reference['resources/image_import.md']).toContain('**Berth only**: `kreuzwerker/docker` 3.6.2 does not have this resource.');
});
