import { Construct } from 'constructs';
import { RegistryProvider } from '../l1/registry-provider';

/** The provider of a cluster. */
export class KubernetesProvider extends RegistryProvider {
  constructor(scope: Construct, id: string, settings: object, alias: string | undefined) {
    super(scope, id, { type: 'kubernetes', source: 'hashicorp/kubernetes', versions: '~> 2.38' }, settings, alias);
  }
}
