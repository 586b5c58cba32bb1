import { Facts, setting } from './fact';
import { virtualHostAttribute } from '../../../virtual-host/attribute';

export const virtualHostFacts = {
  virtual_host: setting('string', virtualHostAttribute('container', 'They limit its name, its image, its ports, its devices, its networks, '
    + 'its volumes, and how many containers there are.')),
} satisfies Facts;
