import Dockerode from 'dockerode';
import { toEngine } from '../../../../provider/resources/container/fields/model';
import { schema } from '../../../../provider/resources/container/fields/schema';
import { platform } from '../../../../provider/resources/image/attributes';
import { isFor } from '../../../../provider/resources/image/platform';
import { modelOf } from '../container/support';

const image = (os: string) => ({ Os: os, Architecture: 'arm64' }) as Dockerode.ImageInspectInfo;
const { platform: attribute } = schema.attributes;
const problem = (value: string) => attribute.validators![0]!.check(value);

test('the platform of a container may be an operating system alone', () => {
  expect(['', 'linux', 'Linux', 'windows', 'linux/amd64', 'linux/arm/v7'].map(problem)).toEqual(Array(6).fill(undefined));
  expect(problem('lnux')).toMatch(/"lnux" is not a platform: it has to be `os\/architecture`.* or the operating system alone/);
  expect(toEngine(modelOf({ name: 'one', image: 'busybox', platform: 'linux' }))).toMatchObject({ platform: 'linux' });
  expect(attribute.canonical!('Linux')).toBe('linux');
});

test('an operating system alone accepts an image of any architecture', () => {
  expect([isFor('linux', image('linux')), isFor('linux', image('windows'))]).toEqual([true, false]);
  expect(isFor('linux/amd64', image('linux'))).toBe(false);
});

test('the platform of an image, which is pulled or built, has an architecture', () => {
  expect(platform.check('linux')).toMatch(/is not a platform/);
});
