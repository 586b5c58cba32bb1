import { init } from 'echarts';

/** A plot of a measurement: groups of bars. */
export interface Plot {
  /** The name of its file in docs/images. */
  readonly name: string;
  /** What the groups are about. */
  readonly categories: readonly string[];
  readonly series: ReadonlyArray<{ readonly name: string; readonly values: readonly number[] }>;
  readonly unit: string;
  /** Whether each step of the axis is ten times the one before. */
  readonly logarithmic?: boolean;
}

/** Draws a plot as SVG. */
export function drawn(title: string, { categories, series, unit, logarithmic = false }: Plot): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 760, height: 400 });
  chart.setOption({
    animation: false,
    backgroundColor: '#fff',
    title: { text: title, left: 'center', textStyle: { fontSize: 14 } },
    legend: { bottom: 0 },
    grid: { left: 70, right: 20, top: 50, bottom: 60 },
    xAxis: { type: 'category', data: [...categories] },
    yAxis: { type: logarithmic ? 'log' : 'value', name: unit, minorSplitLine: { show: logarithmic } },
    series: series.map(({ name, values }) => ({
      type: 'bar',
      name,
      data: [...values],
      label: { show: true, position: 'top', formatter: ({ value }: { value: number }) => value.toPrecision(3).replace(/\.?0+$/, '') },
    })),
  } as never);
  return `${chart.renderToSVGString()}\n`;
}
