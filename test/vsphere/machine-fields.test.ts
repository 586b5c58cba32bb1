import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MACHINE_FIELDS } from './machine-fields';
import { rendered } from './machine-under-test';
import { JsonBlock, ProviderSchema } from '../../projenrc/l1/provider-schema';
import { Size, VSphereDiskProvisioning, VSphereSource } from '../../src';

const SCHEMA = join(__dirname, '../../projenrc/l1/vsphere-provider-2.15.0.json');
const { resource_schemas: { vsphere_virtual_machine: { block } } } = JSON.parse(readFileSync(SCHEMA, 'utf8')) as ProviderSchema;

function pathsIn({ attributes = {}, block_types: blocks = {} }: JsonBlock, prefix = ''): string[] {
  return [
    ...Object.keys(attributes).map((name) => `${prefix}${name}`),
    ...Object.entries(blocks).flatMap(([name, { block: inner }]) => pathsIn(inner, `${prefix}${name}.`)),
  ];
}

const set = Object.entries(MACHINE_FIELDS).flatMap(([path, field]) => (typeof field === 'string' ? [] : [{ path, ...field }]));

test('the table has each attribute of the schema, and no other', () => {
  expect(Object.keys(MACHINE_FIELDS).sort()).toEqual(pathsIn(block).sort());
});

test('what nothing sets can\'t be set, except for the id', () => {
  const optional = Object.entries(block.attributes!).filter(([name, { optional: is, required }]) => (is || required)
    && typeof MACHINE_FIELDS[name] === 'string').map(([name]) => name);
  expect(optional).toEqual(['id']);
});

test.each(set)('$path has a prop', ({ path, props, value }) => {
  const found = path.split('.').reduce<any>((within, name) => (Array.isArray(within) ? within[0] : within)?.[name], rendered(props));
  expect(found).toEqual(value);
});

test('disks without a size are those of the template', () => {
  const { disk } = rendered(({ template }) => ({
    source: VSphereSource.linkedClone(template),
    disks: [{}, { size: Size.gibibytes(5) }, { provisioning: VSphereDiskProvisioning.THICK_LAZY }],
  }));
  const of = (index: number, name: string) => `\${data.vsphere_virtual_machine.vcenter_template_C84D5A11.disks[${index}].${name}}`;
  expect(disk).toEqual([
    {
      label: 'disk0',
      unit_number: 0,
      size: of(0, 'size'),
      thin_provisioned: of(0, 'thin_provisioned'),
      eagerly_scrub: of(0, 'eagerly_scrub'),
    },
    { label: 'disk1', unit_number: 1, size: 5 },
    { label: 'disk2', unit_number: 2, size: of(2, 'size'), thin_provisioned: false, eagerly_scrub: false },
  ]);
});

test('a machine without options has no attribute that nobody asked for', () => {
  expect(Object.keys(rendered()).sort()).toEqual([
    'clone', 'datastore_id', 'disk', 'guest_id', 'memory', 'name', 'network_interface', 'num_cpus', 'provider', 'resource_pool_id',
  ]);
});
