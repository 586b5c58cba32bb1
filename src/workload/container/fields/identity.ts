import { FieldTable } from './field';
import { BaseImage } from '../../../image/base-image';
import { HostImage } from '../../../image/host-image';
import { HostImages } from '../../../image/host-images';
import { ImageReference } from '../../../model/container';
import { policyAttributes, readPolicyAttributes } from '../../../model/policy';
import { checkName } from '../../../private/names';

/** The fields of what a container is: its name, its image and its isolation policy. */
export const IDENTITY_FIELDS: FieldTable<'name' | 'image' | 'policy'> = {
  name: {
    toModel: (prop) => prop,
    toProp: (value) => value,
    check: (value) => checkName('container', value),
    attributes: ['name'],
    write: (value) => ({ name: value }),
    read: ({ name }) => name as string,
  },

  image: {
    toModel: (prop, host) => HostImages.of(host).add(prop),
    toProp: (value) => BaseImage._of(value as HostImage),
    attributes: ['image'],
    write: (value) => ({ image: value.imageId }),
    read: ({ image }) => ({ imageId: image }) as ImageReference,
  },

  policy: {
    toModel: () => undefined,
    toProp: () => undefined as never,
    attributes: ['isolation_policy', 'isolation_exemptions'],
    write: (value, _, dialect) => ({
      isolation_policy: undefined,
      isolation_exemptions: undefined,
      ...(value && dialect.has('isolation_policy') && policyAttributes(value)),
    }),
    read: (attributes) => readPolicyAttributes(attributes),
  },
};
