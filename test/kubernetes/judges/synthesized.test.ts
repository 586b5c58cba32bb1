import { TerraformStack, Testing } from 'cdktf';
import { apiObjects } from './api-objects';
import { openApiProblems } from './openapi-problems';
import { TerraformJson } from './terraform/expressions';
import { ConfigMapV1 } from '../../../src/targets/kubernetes/generated/config-map-v1';
import { NamespaceV1 } from '../../../src/targets/kubernetes/generated/namespace-v1';
import { NetworkPolicyV1 } from '../../../src/targets/kubernetes/generated/network-policy-v1';

test('the judges read what the generated resources synthesize', () => {
  const stack = new TerraformStack(Testing.app(), 'stack');
  const namespace = new NamespaceV1(stack, 'shop', { attributes: () => ({ metadata: { name: 'shop' } }) });
  const metadata = (name: string) => ({ name, namespace: `\${${namespace.fqn}.metadata[0].name}` });
  new NetworkPolicyV1(stack, 'deny', {
    attributes: () => ({ metadata: metadata('deny'), spec: { pod_selector: {}, policy_types: ['Ingress'], egress: [{}] } }),
  });
  new ConfigMapV1(stack, 'settings', { attributes: () => ({ metadata: metadata('settings'), data: { a: 'b' } }), dependsOn: [namespace] });
  const objects = apiObjects(JSON.parse(Testing.synth(stack)) as TerraformJson);
  expect(objects).toEqual([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, data: { a: 'b' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'deny', namespace: 'shop' },
      spec: { podSelector: {}, policyTypes: ['Ingress'], egress: [{}] },
    },
  ]);
  expect(openApiProblems(objects).map(({ message }) => message)).toEqual([
    'lacks Egress, so the rules for it have no effect. Add it.',
  ]);
});
