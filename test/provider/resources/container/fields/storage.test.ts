import { storageFacts } from '../../../../../provider/resources/container/fields/storage';

const [{ check }] = storageFacts.volumes.block.attributes.volume_name.validators;

test.each(['data', '0.a_b-c', '/srv', ''])('a volume can be named "%s"', (name) => {
  expect(check(name)).toBeUndefined();
});

test.each(['.', '..', './data', '../data', ':x'])('a volume can\'t be named "%s"', (name) => {
  expect(check(name)).toContain('the name of a volume, which begins with a letter or digit, or an absolute path of the host');
});
