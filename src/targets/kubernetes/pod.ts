import { KubernetesModel, PodArguments } from './kubernetes-row';
import { CLONE_FIELDS, cloneVariables } from './placeholders';
import { podArguments } from './table';
import { Attributes, merged } from '../../model/attributes';
import { ContainerModel } from '../../model/container';

/** The only container of a pod, beside those that run before it. */
export const CONTAINER = 'main';

/** The template of the pods of a workload. */
export interface PodTemplate {
  readonly annotations: Attributes | undefined;
  readonly spec: Attributes;
}

/**
 * Returns the template of the pods for a model. A pod has no token of the API server, and no variables with the addresses of services.
 *
 * @param more  what is not in the model, such as the ConfigMap that its files are
 */
export function podTemplate(model: ContainerModel, cluster: KubernetesModel, more: PodArguments = {}): PodTemplate {
  const rows = podArguments(model, cluster);
  const part = (name: keyof PodArguments) => merged([rows[name], more[name] ?? {}]);
  const variables = cloneVariables(model).map((name) => ({ name, value_from: { field_ref: { field_path: CLONE_FIELDS[name] } } }));
  const { env = [], ...container } = part('container');
  const all = [...variables, ...env as Attributes[]];
  return {
    annotations: orNone(part('annotations')),
    spec: {
      automount_service_account_token: false,
      enable_service_links: false,
      ...part('pod'),
      security_context: orNone(part('podSecurity')),
      container: [{
        name: CONTAINER,
        ...container,
        env: all.length === 0 ? undefined : all,
        resources: orNone({ limits: orNone(part('limits')), requests: orNone(part('requests')) }),
        security_context: part('security'),
      }],
    },
  };
}

/** Returns attributes, or undefined if all of them are. */
function orNone(attributes: Attributes): Attributes | undefined {
  return Object.values(attributes).some((value) => value !== undefined) ? attributes : undefined;
}
