import type { Thresholds } from '../alerts-props';
import type { MetricName } from '../metrics';
import type { ProposerSubject, Subject } from '../subject';
import type { Component } from '../../compatibility';
import type { ChainNumbers } from '../../network';

/** How Grafana writes a number; `suffix:` and `si:` are its own prefixes for any other unit. */
export type Unit = 'short' | 'locale' | 's' | 'ms' | 'ns' | 'bytes' | 'Bps' | 'ops' | 'percentunit' | 'suffix: ETH' | 'suffix: ETH/day' | 'suffix: blocks' | 'si:gas' | 'si:gas/s' | 'si:wei';

/** One expression of a panel. */
export interface Query {
  /** The metric that it is about: without a program that serves it the query is left out. */
  readonly metric: MetricName;
  readonly expr: string;
  /** Name of each series, in Grafana's template language. */
  readonly legend: string;
}

export type Colour = 'green' | 'yellow' | 'red';

/** From which value on a colour holds; the first from any value. */
export type Steps = readonly [Colour, ...(readonly [from: number, colour: Colour])[]];

/** A picture of a few queries. */
export interface Panel {
  readonly title: string;
  /** What it shows, and what is right. */
  readonly description: string;
  /** Numbers of now, or lines over time. */
  readonly kind: 'stat' | 'timeseries';
  readonly unit: Unit;
  readonly queries: readonly Query[];
  /** Colours by value. @default none */
  readonly steps?: Steps;
}

/** Panels under one heading. */
export interface Section {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** What panels are computed from: the chain, and the workloads that are shown. */
export interface DashboardContext {
  readonly numbers: ChainNumbers;
  /** Namespace of the pods, where the chart names one. */
  readonly namespace?: string;
  /** Whether any of the workloads keeps data on claims. */
  readonly claims: boolean;
  /** Whether any of them is a sequencer. */
  readonly sequencing: boolean;
  readonly proposer?: ProposerSubject;
  /** The thresholds of the first workload of a kind; without any, the defaults. */
  readonly thresholds: (kind: Subject['kind']) => Required<Thresholds>;
  /** Whether any of the programs that are shown serves a metric. */
  readonly served: (metric: MetricName) => boolean;
}

/** One dashboard. */
export interface Dashboard {
  /** The program that it is about, or all of them. */
  readonly name: Component | 'overview';
  /** What it is for. */
  readonly description: string;
  readonly sections: (context: DashboardContext) => readonly Section[];
}
