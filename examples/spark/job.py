"""Runs moneymouth over a partitioned corpus of JSON Lines with Apache Spark.

    spark-submit job.py --input 'corpus/*.jsonl' --output reports --program moneymouth

Each partition is one run of the program, fed through a pipe: a line in is a
document with an `id`, a line out is its report. Options behind `--` go to the
program. The last line printed counts both; where some documents have no report the
program has said why in the logs of the executors, and the exit status is 2.
"""

import argparse
import shlex
import sys

from pyspark.sql import SparkSession


def arguments():
    parser = argparse.ArgumentParser(description="Runs moneymouth over JSON Lines with Apache Spark.")
    parser.add_argument("--input", required=True, help="files of JSON Lines, as Spark names them")
    parser.add_argument("--output", required=True, help="folder for the reports; it must not exist yet")
    parser.add_argument("--program", default="moneymouth", help="the program, as every worker finds it")
    parser.add_argument("--partitions", type=int, default=1, help="least number of partitions")
    parser.add_argument("options", nargs="*", help="options of `moneymouth analyse`")
    return parser.parse_args()


def main():
    args = arguments()
    spark = SparkSession.builder.appName("moneymouth").getOrCreate()
    context = spark.sparkContext
    # One thread for each run: Spark has a run for each of its cores already.
    words = [args.program, "analyse", "-", "--input", "jsonl", "--format", "jsonl", "--threads", "1", *args.options]
    documents = context.textFile(args.input, args.partitions).filter(lambda line: line.strip())
    documents.pipe(shlex.join(words)).saveAsTextFile(args.output)
    # A run that broke off is found by the count, and so is a document that could not be read.
    read, written = documents.count(), context.textFile(args.output).count()
    print(f"{read} documents, {written} reports")
    spark.stop()
    return 0 if read == written else 2


if __name__ == "__main__":
    sys.exit(main())
