import { observe } from '../../../src/shared/controls/observe';

const options = { isUnknown: (value: unknown) => value === '${unknown}' };

test.each([
  [undefined, 'masked'],
  [{}, 'masked'],
  [{ 'org.opencontainers.image.title': 'web', 'org.opencontainers.image.base.name': 'x' }, 'masked'],
  [{ 'org.opencontainers.image.title': 'web', 'run.oci.handler': 'krun' }, 'exposed'],
  [{ 'org.systemd.property.MemoryMax': 'uint64 18446744073709551615' }, 'exposed'],
  [{ 'cdi.k8s.io/gpu': 'nvidia.com/gpu=all' }, 'exposed'],
  [{ 'Org.opencontainers.image.title': 'web' }, 'exposed'],
  [{ '': '' }, 'exposed'],
  ['${unknown}', undefined],
])('with the annotations %j, the paths of the kernel are %s', (annotations, value) => {
  expect(observe({ annotations }, options).kernel_paths).toBe(value);
});
