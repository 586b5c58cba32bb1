import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { backendSource } from './backend-source';
import { berthSchema } from './berth-schema';
import { ProviderSchema } from './provider-schema';
import { TypeRequest, fileName, typeSource } from './type-source';
import { readStandard } from '../../provider/docs/standard';
import { example } from '../../test/projenrc/example-schema';

const L1 = 'src/targets/l1';

/** Resources and data sources to generate from one schema. */
export interface Job {
  /** The source address of the provider, such as `berth/docker`. */
  readonly source: string;
  readonly schema: ProviderSchema;
  /** Where the files are written, seen from the root of the repository. */
  readonly folder: string;
  readonly types: ReadonlyArray<Pick<TypeRequest, 'kind' | 'type' | 'hasClass'>>;
}

/** Source files by their paths, seen from the root of the repository. */
export interface Files { readonly [path: string]: string }

const DOCKER = 'src/targets/docker/generated';
const KUBERNETES = 'src/targets/kubernetes/generated';
const VSPHERE = 'src/targets/vsphere/generated';
const EXAMPLE = 'test/projenrc/generated';

/** The folders that only contain generated L1s. */
export const FOLDERS: readonly string[] = [DOCKER, KUBERNETES, VSPHERE, EXAMPLE];

/** The resources of Kubernetes that a target renders. */
const KUBERNETES_RESOURCES = [
  'config_map_v1', 'daemon_set_v1', 'deployment_v1', 'horizontal_pod_autoscaler_v2', 'ingress_v1', 'job_v1', 'limit_range_v1',
  'namespace_v1', 'network_policy_v1', 'persistent_volume_claim_v1', 'pod_disruption_budget_v1', 'priority_class_v1', 'resource_quota_v1',
  'secret_v1', 'service_account_v1', 'service_v1', 'stateful_set_v1',
];

const VSPHERE_RESOURCES = [
  'compute_cluster_vm_anti_affinity_rule', 'resource_pool', 'virtual_machine', 'virtual_machine_snapshot',
];
const VSPHERE_DATA_SOURCES = [
  'compute_cluster', 'content_library', 'content_library_item', 'custom_attribute', 'datacenter', 'datastore', 'datastore_cluster',
  'guest_os_customization', 'host', 'network', 'resource_pool', 'storage_policy', 'tag', 'tag_category', 'virtual_machine',
];

/** Returns all files that `npx projen generate:l1` writes. */
export function generatedFiles(): Files {
  const schema = berthSchema();
  const standard = readStandard(readFileSync(join(__dirname, 'docker-provider-3.6.2.json'), 'utf8'));
  // The types of the standard provider have classes in @cdktf/provider-docker.
  const types = [
    ...Object.keys(schema.resource_schemas).map((type) => ({ kind: 'resource' as const, type, hasClass: !(type in standard.resources) })),
    ...Object.keys(schema.data_source_schemas).map((type) => (
      { kind: 'data source' as const, type, hasClass: !(type in standard.dataSources) }
    )),
  ];
  return {
    ...filesOf({ source: 'berth/docker', schema, folder: DOCKER, types }),
    ...filesOf({
      ...schemaFile('kubernetes-provider-2.38.0.json'),
      folder: KUBERNETES,
      types: KUBERNETES_RESOURCES.map((name) => ({ kind: 'resource', type: `kubernetes_${name}`, hasClass: true })),
    }),
    ...filesOf({
      ...schemaFile('vsphere-provider-2.15.0.json'),
      folder: VSPHERE,
      types: [
        ...VSPHERE_RESOURCES.map((name) => ({ kind: 'resource' as const, type: `vsphere_${name}`, hasClass: true })),
        ...VSPHERE_DATA_SOURCES.map((name) => ({ kind: 'data source' as const, type: `vsphere_${name}`, hasClass: true })),
      ],
    }),
    ...filesOf({
      source: 'example/example',
      schema: example,
      folder: EXAMPLE,
      types: [
        { kind: 'resource', type: 'example_thing', hasClass: true },
        { kind: 'data source', type: 'example_nothing', hasClass: true },
      ],
    }),
    'src/backend/generated/resource-types.ts': backendSource(schema, standard),
  };
}

/** Returns what `terraform providers schema -json` printed for a provider of the Terraform registry. */
function schemaFile(name: string): Pick<Job, 'source' | 'schema'> {
  const schema = JSON.parse(readFileSync(join(__dirname, name), 'utf8')) as ProviderSchema & { readonly source: string };
  return { source: schema.source, schema };
}

/** Returns the files of one job: one for each type. */
export function filesOf({ source, schema, folder, types }: Job): Files {
  return Object.fromEntries(types.map((request) => {
    const { kind, type } = request;
    const schemas = kind === 'resource' ? schema.resource_schemas : schema.data_source_schemas;
    if (schemas[type] === undefined) throw new Error(`projenrc/l1/files.ts: ${source} has no ${kind} "${type}". Correct the job.`);
    return [`${folder}/${fileName(request)}`, typeSource({ ...request, source, schema: schemas[type], l1: relative(folder, L1) })];
  }));
}
