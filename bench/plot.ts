import { init } from 'echarts';

/** A plot of a measurement: groups of bars, or lines. */
export interface Plot {
  /** The name of its file in docs/images. */
  readonly name: string;
  /** @default - bars */
  readonly kind?: 'bars' | 'lines';
  /** What the groups are about, or where the points of lines are. */
  readonly categories: readonly string[];
  readonly series: ReadonlyArray<{ readonly name: string; readonly values: readonly number[] }>;
  readonly unit: string;
  /** What the categories count. @default - nothing */
  readonly axis?: string;
  /** Whether each step of the axis is ten times the one before. */
  readonly logarithmic?: boolean;
}

/** Draws a plot as SVG. */
export function drawn(title: string, { kind = 'bars', categories, series, unit, axis, logarithmic = false }: Plot): string {
  const label = ({ value }: { readonly value: number }) => value.toPrecision(3).replace(/\.?0+$/, '');
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 760, height: 400 });
  chart.setOption({
    animation: false,
    backgroundColor: '#fff',
    title: { text: title, left: 'center', textStyle: { fontSize: 14 } },
    legend: { bottom: 0 },
    grid: { left: 70, right: 20, top: 50, bottom: 60 },
    xAxis: { type: 'category', data: [...categories], name: axis, nameLocation: 'middle', nameGap: 25 },
    yAxis: { type: logarithmic ? 'log' : 'value', name: unit, minorSplitLine: { show: logarithmic } },
    series: series.map(({ name, values }) => ({
      name,
      data: [...values],
      ...kind === 'lines' ? { type: 'line', showSymbol: false } : { type: 'bar', label: { show: true, position: 'top', formatter: label } },
    })),
  } as never);
  return `${chart.renderToSVGString()}\n`;
}
