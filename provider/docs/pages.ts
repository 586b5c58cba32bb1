import { argumentLines } from './arguments';
import { Examples } from './examples';
import { Standard } from './standard';
import { AnyDataSource, AnyResource, Provider } from '../framework/resource';
import { Schema } from '../framework/schema/schema';

/** The pages of the reference: text by path below `docs/`, in the format of the Terraform registry. */
export interface Pages { readonly [file: string]: string }

/** The input for the pages. */
export interface Source {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly provider: Provider<any, any>;
  readonly examples: Examples;
  readonly standard: Standard;
}

const LEGEND = [
  'In parentheses: the type, and what a change does. *replaces*: the resource is destroyed and re-created. '
    + '*live*: the resource is updated in place.',
  'Removing an argument is a change to its default. **Berth only**: `kreuzwerker/docker` 3.6.2 does not have it.',
].join('\n');

const GUIDES = [
  ['coming-from-kreuzwerker', 'coming from kreuzwerker/docker'],
  ['errors', 'errors of `terraform init`'],
  ['attestation', 'what an attestation does on an engine'],
  ['isolation-policy', 'isolation policies in one line'],
  ['isolation-floor', 'a floor under every stack'],
  ['restricted-images', 'images under RESTRICTED'],
  ['minimal-images', 'images of exactly what is listed'],
  ['threat-model', 'threat model'],
  ['volumes', 'volumes and their data'],
  ['registry-images', 'images in registries'],
  ['host-bootstrap', 'from a machine to a container host'],
  ['ssh-host', 'a machine that is reached over SSH'],
  ['nested-host', 'a host in a container'],
  ['clone-sets', 'many containers as one thing'],
  ['host-pool', 'several hosts that share work'],
  ['clusters', 'several hosts as one'],
  ['kubernetes', 'containers on Kubernetes'],
  ['targets', 'what each target keeps'],
  ['resource-pool', 'bounds for the sum of containers'],
  ['virtual-container-host', 'virtual container hosts'],
  ['front', 'one address for several servers'],
  ['host-facts', 'what a host can do'],
  ['doctor', 'what a machine or a host lacks'],
  ['podman', 'Podman in place of a Docker Engine'],
  ['vsphere', 'container hosts on vSphere'],
  ['vic-machine', 'coming from vSphere Integrated Containers'],
] as const;

/** Returns the whole reference: one page for the provider's configuration, one per resource and one per data source. */
export function pages(source: Source): Pages {
  const { resources, dataSources } = source.provider;
  return Object.fromEntries([
    ['index.md', indexPage(source)],
    ...resources.map((resource) => [`resources/${shortName(resource.type)}.md`, resourcePage(resource, source)]),
    ...dataSources.map((dataSource) => [`data-sources/${shortName(dataSource.type)}.md`, dataSourcePage(dataSource, source)]),
  ]);
}

function indexPage({ provider, examples, standard }: Source): string {
  const schema: Schema = provider.schema;
  const links = (folder: string, types: readonly { readonly type: string }[]) =>
    types.map(({ type }) => `[\`${type}\`](${folder}/${shortName(type)}.md)`).sort().join(', ');
  return page({ title: 'Provider: Docker', heading: 'Docker Provider', schema }, [
    '## Example Usage', '',
    ...code('terraform', required(examples, 'provider/provider.tf')),
    `Resources: ${links('resources', provider.resources)}.`, '',
    `Data sources: ${links('data-sources', provider.dataSources)}.`, '',
    `Guides: ${GUIDES.map(([file, title]) => `[${title}](guides/${file}.md)`).join(', ')}.`, '',
    '## Schema', '',
    '**Berth only**: `kreuzwerker/docker` 3.6.2 does not have it.', '',
    ...argumentLines({ body: schema, standard: standard.provider }),
  ]);
}

function resourcePage(resource: AnyResource<unknown>, { examples, standard }: Source): string {
  const { type, schema } = resource as { type: string; schema: Schema };
  const folder = `resources/${type}`;
  return page({ title: `${type} Resource - Docker`, heading: `${type} (Resource)`, schema }, [
    ...unlessStandard(standard.resources[type], 'resource'),
    '## Example Usage', '',
    ...code('terraform', required(examples, `${folder}/resource.tf`)),
    '## Schema', '', LEGEND, '',
    ...argumentLines({ body: schema, change: resource.update === undefined ? 'replaces' : 'live', standard: standard.resources[type] }),
    ...importSection(resource, examples(`${folder}/import.sh`)),
  ]);
}

function dataSourcePage({ type, schema }: AnyDataSource<unknown>, { examples, standard }: Source): string {
  return page({ title: `${type} Data Source - Docker`, heading: `${type} (Data Source)`, schema }, [
    ...unlessStandard(standard.dataSources[type], 'data source'),
    '## Example Usage', '',
    ...code('terraform', required(examples, `data-sources/${type}/data-source.tf`)),
    '## Schema', '',
    ...argumentLines({ body: schema, standard: standard.dataSources[type] }),
  ]);
}

function importSection(resource: AnyResource<unknown>, example: string | undefined): readonly string[] {
  if (resource.import === undefined) {
    if (example !== undefined) {
      throw new Error(`resources/${resource.type}/import.sh is an example of an import, but ${resource.type} can't be imported`);
    }
    return ['## Import', '', 'This resource can\'t be imported.'];
  }
  if (example === undefined) throw missing(`resources/${resource.type}/import.sh`);
  return ['## Import', '', ...code('shell', example)];
}

function unlessStandard(standard: unknown, what: string): readonly string[] {
  return standard === undefined ? [`**Berth only**: \`kreuzwerker/docker\` 3.6.2 does not have this ${what}.`, ''] : [];
}

function page({ title, heading, schema }: { title: string; heading: string; schema: Schema }, lines: readonly string[]): string {
  const text = [
    '---', `page_title: "${title}"`, 'subcategory: ""', 'description: |-', `  ${schema.description}`, '---', '',
    '<!-- Generated by `npx projen docs` from the schemas in provider/ and from examples/provider/. Edit those instead. -->', '',
    `# ${heading}`, '', schema.description, '', ...lines,
  ];
  return `${text.join('\n').trimEnd()}\n`;
}

function code(language: string, text: string): readonly string[] {
  return [`\`\`\`${language}`, text, '```', ''];
}

function required(examples: Examples, file: string): string {
  const text = examples(file);
  if (text === undefined) throw missing(file);
  return text;
}

function missing(file: string): Error {
  return new Error(`The reference needs the example examples/provider/${file}. Write it as a configuration that can be applied unchanged.`);
}

function shortName(type: string): string {
  return type.replace(/^docker_/, '');
}
