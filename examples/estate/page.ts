import { TerraformResource, TerraformStack } from 'cdktf';
import { CloneSet, Container, VirtualContainerHost } from 'cdktf-berth';
import { IConstruct } from 'constructs';

/** What one construct of the description became in one stack. */
interface Became {
  readonly path: string;
  readonly what: string;
  /** The types of resources, with how many there are of each. */
  readonly resources: readonly string[];
  /** Whom it reaches, as `explain()` says. */
  readonly reaches: readonly string[];
}

/** Returns an HTML page with the same topology in each stack: what each construct became, and who reaches whom. */
export function topologyPage(stacks: { readonly [title: string]: TerraformStack }): string {
  const columns = Object.entries(stacks).map(([title, stack]) => ({ title, rows: rowsOf(stack) }));
  const paths = [...new Set(columns.flatMap(({ rows }) => rows.map(({ path }) => path)))];
  const head = columns.map(({ title }) => `<th>${title}</th>`).join('');
  const body = paths.map((path) => {
    const cells = columns.map(({ rows }) => cell(rows.find((row) => row.path === path)));
    const { what } = columns.flatMap(({ rows }) => rows).find((row) => row.path === path)!;
    return `<tr><th>${path}<small>${what}</small></th>${cells.join('')}</tr>`;
  });
  return `<!doctype html>
<meta charset="utf-8">
<title>One description, four outputs</title>
<style>
  body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem; }
  table { border-collapse: collapse; }
  th, td { border: 1px solid #ccc; padding: .4rem .6rem; text-align: left; vertical-align: top; }
  small { display: block; color: #666; font-weight: normal; }
  li.reach { list-style: "→ "; }
  ul { margin: 0; padding-left: 1.1rem; }
</style>
<h1>One description, four outputs</h1>
<table>
<tr><th></th>${head}</tr>
${body.join('\n')}
</table>
`;
}

function rowsOf(stack: TerraformStack): Became[] {
  return stack.node.findAll().flatMap((construct) => {
    const what = kindOf(construct);
    if (what === undefined) return [];
    const path = construct.node.path.split('/').slice(1).join('/');
    return [{ path, what, resources: typesIn(construct), reaches: reachesOf(construct) }];
  });
}

function kindOf(construct: IConstruct): string | undefined {
  if (construct instanceof VirtualContainerHost) return 'virtual container host';
  if (construct instanceof CloneSet) return `${construct.replicas} clones`;
  return construct instanceof Container && !(construct.node.scope instanceof CloneSet) ? 'container' : undefined;
}

/** Returns the types of the resources of a construct, without those of other rows. */
function typesIn(construct: IConstruct): string[] {
  const counts = new Map<string, number>();
  const visit = (each: IConstruct) => {
    if (TerraformResource.isTerraformResource(each)) {
      counts.set(each.terraformResourceType, (counts.get(each.terraformResourceType) ?? 0) + 1);
    }
    each.node.children.filter((child) => kindOf(child) === undefined).forEach(visit);
  };
  visit(construct);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, count]) => (count === 1 ? type : `${count} × ${type}`));
}

function reachesOf(construct: IConstruct): string[] {
  const container = construct instanceof CloneSet ? construct.template : construct;
  if (!(container instanceof Container)) return [];
  const own = `- ${container.node.path} can reach `;
  return container.connections.explain().split('\n').filter((line) => line.startsWith(own)).map((line) => line.slice(own.length))
    .map((text) => text.replace(/^[^/]+\//, ''));
}

function cell(row: Became | undefined): string {
  if (row === undefined) return '<td></td>';
  const items = [...row.resources.map((each) => `<li>${each}</li>`), ...row.reaches.map((each) => `<li class="reach">${each}</li>`)];
  return `<td><ul>${items.join('')}</ul></td>`;
}
