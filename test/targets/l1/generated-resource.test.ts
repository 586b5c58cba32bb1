import { Container, ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformIterator, TerraformStack, Testing, Token } from 'cdktf';
import { CONTAINER_SCHEMA, ContainerAttributes } from '../../../src/targets/docker/generated/container';
import { toHcl, toJson } from '../../../src/targets/l1/render';
import { DataNothing } from '../../projenrc/generated/data-nothing';
import { THING_SCHEMA, Thing, ThingAttributes } from '../../projenrc/generated/thing';

const REQUIRED: ThingAttributes = { text: 'a', only: { name: 'a' }, set: [] };

function newStack(): TerraformStack {
  return new TerraformStack(Testing.app(), 'stack');
}

function jsonOf(stack: TerraformStack, type = 'example_thing'): Record<string, any> {
  const { resource, data } = JSON.parse(Testing.synth(stack));
  return Object.values<Record<string, any>>((resource ?? data)[type])[0];
}

/** Returns the HCL of the first resource, without indentation. */
function hclOf(attributes: ThingAttributes): string {
  const stack = newStack();
  new Thing(stack, 'Thing', { attributes: () => attributes });
  return Testing.synthHcl(stack).replace(/^\s+/gm, '').replace(/ +=/g, ' =');
}

describe('a generated resource', () => {
  test('has its attributes and blocks in Terraform\'s JSON syntax, without undefined ones', () => {
    const stack = newStack();
    const attributes: ThingAttributes = {
      ...REQUIRED,
      amount: undefined,
      flag: false,
      labels: { 'a.b': 'c' },
      single: { name: 'b' },
      list: [{ name: 'c', deeper: undefined }, { name: 'd', deeper: [{ name: 'e' }] }],
      map: { key: { name: 'f' } },
    };
    new Thing(stack, 'Thing', { attributes: () => attributes });
    expect(jsonOf(stack)).toEqual({
      text: 'a',
      only: { name: 'a' },
      set: [],
      flag: false,
      labels: { 'a.b': 'c' },
      single: { name: 'b' },
      list: [{ name: 'c' }, { name: 'd', deeper: [{ name: 'e' }] }],
      map: { key: { name: 'f' } },
    });
    const rendered = toJson(THING_SCHEMA, attributes);
    expect(Object.keys(rendered)).not.toContain('amount');
    expect(Object.keys((rendered.list as object[])[0])).toEqual(['name']);
  });

  test('reads its attributes at each synthesis', () => {
    const stack = newStack();
    let text = 'first';
    new Thing(stack, 'Thing', { attributes: () => ({ ...REQUIRED, text }) });
    expect(jsonOf(stack).text).toBe('first');
    text = 'second';
    expect(jsonOf(stack).text).toBe('second');
  });

  test('has the arguments that all resources have, and overrides', () => {
    const stack = newStack();
    const first = new Thing(stack, 'First', { attributes: () => REQUIRED });
    const second = new Thing(stack, 'Second', {
      attributes: () => REQUIRED, dependsOn: [first], lifecycle: { preventDestroy: true }, count: 2,
    });
    second.addOverride('text', 'b');
    const { resource } = JSON.parse(Testing.synth(stack));
    expect(resource.example_thing.Second).toMatchObject({
      text: 'b', depends_on: ['example_thing.First'], lifecycle: { prevent_destroy: true }, count: 2,
    });
  });

  test('takes tokens for values and blocks, and dynamic blocks', () => {
    const stack = newStack();
    const first = new Thing(stack, 'Thing', { attributes: () => REQUIRED });
    new Thing(stack, 'Follower', {
      attributes: () => ({
        text: first.getStringAttribute('id'),
        flag: first.getBooleanAttribute('flag'),
        texts: first.getListAttribute('texts'),
        only: { name: Token.asString('${var.name}') },
        set: TerraformIterator.fromList(['a', 'b']).dynamic({ name: '${each.value}' }),
      }),
    });
    const { resource } = JSON.parse(Testing.synth(stack));
    expect(resource.example_thing.Follower).toMatchObject({
      text: '${example_thing.Thing.id}',
      flag: '${example_thing.Thing.flag}',
      texts: '${example_thing.Thing.texts}',
      only: { name: '${var.name}' },
      dynamic: { set: { for_each: '${toset(["a", "b"])}', content: { name: expect.anything() } } },
    });
  });
});

describe('in HCL, a generated resource', () => {
  test.each<[string, Partial<ThingAttributes>, string]>([
    ['a string', { text: 'a "b"' }, 'text = "a \\"b\\""\n'],
    ['a number', { amount: 0 }, 'amount = 0\n'],
    ['a boolean', { flag: false }, 'flag = false\n'],
    ['a list of strings', { texts: ['a', 'b'] }, 'texts = [\n"a",\n"b"\n]\n'],
    ['a set of numbers', { amounts: [1, 2] }, 'amounts = [\n1,\n2\n]\n'],
    ['a list of booleans', { flags: [true] }, 'flags = [\ntrue\n]\n'],
    ['a map', { labels: { 'a.b': 'c' } }, 'labels = {\n"a.b" = "c"\n}\n'],
    ['a list of lists', { lists: [['a'], []] }, 'lists = [\n[\n"a",\n],\n[\n],\n]\n'],
    ['a tuple', { pair: ['a', true] }, 'pair = [\n"a",\ntrue,\n]\n'],
    ['any value', { anything: { a: ['b'] } }, 'anything = {\na = [\n"b",\n]\n}\n'],
    ['an object', { object: { needed: 'a', free: 1 } }, 'object = {\nneeded = "a"\nfree = 1\n}\n'],
    [
      'a list of objects',
      { objects: [{ name: 'a', inner: { name: 'b' } }] },
      'objects = [\n{\nname = "a"\ninner = {\nname = "b"\n}\n}\n]\n',
    ],
    ['a map of objects', { object_map: { 'a.b': { name: 'c' } } }, 'object_map = {\n"a.b" = {\nname = "c"\n}\n}\n'],
    ['a nested attribute', { nested_single: { name: 'a' } }, 'nested_single = {\nname = "a"\n}\n'],
    ['nested attributes', { nested_set: [{ name: 'a' }] }, 'nested_set = [\n{\nname = "a"\n}\n]\n'],
    ['a map of nested attributes', { nested_map: { a: { name: 'b' } } }, 'nested_map = {\n"a" = {\nname = "b"\n}\n}\n'],
    ['null', { labels: null as never }, 'labels = null\n'],
    ['the block of a list with one', { only: { name: 'b' } }, 'only {\nname = "b"\n}\n'],
    ['a single block', { single: { name: 'b' } }, 'single {\nname = "b"\n}\n'],
    ['the block of a group', { group: { name: 'b' } }, 'group {\nname = "b"\n}\n'],
    ['repeated blocks', { set: [{ name: 'a' }, { name: 'b' }] }, 'set {\nname = "a"\n}\nset {\nname = "b"\n}\n'],
    ['nested blocks', { list: [{ name: 'a', deeper: [{ name: 'b' }] }] }, 'list {\nname = "a"\ndeeper {\nname = "b"\n}\n}\n'],
    ['blocks with labels', { map: { a: { name: 'b' }, c: { name: 'd' } } }, 'map "a" {\nname = "b"\n}\nmap "c" {\nname = "d"\n}\n'],
  ])('writes %s', (_, attributes, expected) => {
    expect(hclOf({ ...REQUIRED, ...attributes })).toContain(expected);
  });

  test('writes a dynamic block', () => {
    const set = TerraformIterator.fromList(['a']).dynamic({ name: 'x' });
    expect(hclOf({ ...REQUIRED, set })).toContain(
      'dynamic "set" {\nfor_each = "${toset(["a"])}"\niterator = each\ncontent {\nname = "x"\n}\n}',
    );
  });

  test('lets cdktf guess the type of an attribute that the schema lacks', () => {
    expect(toHcl(THING_SCHEMA, { newer: ['a'] })).toEqual({ newer: ['a'] });
  });
});

test('a generated data source has its attributes, and the arguments that all have', () => {
  const stack = newStack();
  const attributes = { later: 'a' };
  new DataNothing(stack, 'Nothing', { attributes: () => attributes, count: 2 });
  expect(jsonOf(stack, 'example_nothing')).toEqual({ later: 'a', count: 2 });
});

/** Makes what cdktf's own bindings pass to its renderer visible. */
class VisibleContainer extends Container {
  public read(): { json: Record<string, unknown>; hcl: Record<string, unknown> } {
    const defined = Object.entries(this.synthesizeAttributes()).filter(([, value]) => value !== undefined);
    return { json: Object.fromEntries(defined), hcl: this.synthesizeHclAttributes() };
  }
}

test('is rendered like the bindings of @cdktf/provider-docker', () => {
  const stack = newStack();
  new DockerProvider(stack, 'Provider');
  const config: ContainerConfig = {
    name: 'a',
    image: 'b',
    command: ['c'],
    env: ['A=b'],
    memory: 64,
    mustRun: false,
    sysctls: { 'net.core.somaxconn': '1' },
    capabilities: { add: ['NET_RAW'] },
    healthcheck: { test: ['NONE'], retries: 2 },
    mounts: [{ target: '/a', type: 'tmpfs', tmpfsOptions: { sizeBytes: 1 } }],
    ports: [{ internal: 80, external: 8080 }],
  };
  const { json, hcl } = new VisibleContainer(stack, 'Container', config).read();
  const attributes = JSON.parse(JSON.stringify(json)) as ContainerAttributes;
  const own = toHcl(CONTAINER_SCHEMA, attributes);
  expect(withoutBlockClasses(own)).toEqual(withoutBlockClasses(JSON.parse(JSON.stringify(hcl))));
  expect(Object.keys(own)).toEqual(expect.arrayContaining(['capabilities', 'mounts', 'sysctls']));
});

/** cdktf has a storage class of its own for each block. They do not matter to the renderer. */
function withoutBlockClasses(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => (
    key === 'storageClassType' && typeof each === 'string' && /(Block|List)$/.test(each) && /^(Container|list|set|struct)/.test(each)
      ? undefined : each
  )));
}
