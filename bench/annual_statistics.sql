-- Every count of cases in a year's statistics by hand: one pass, one GROUPING SETS. The yardstick of annual_statistics.py.
WITH told AS (
    SELECT
        CASE WHEN notified_on BETWEEN %(first)s AND %(last)s
             THEN %(year)s - extract(year FROM notified_on - interval '3 months')::int END AS told_ago,
        CASE WHEN reviewed_on BETWEEN %(first)s AND %(last)s
             THEN %(year)s - extract(year FROM reviewed_on - interval '3 months')::int END AS reviewed_ago,
        coalesce(age_years,
                 CASE WHEN age_days < 365 THEN 0
                      WHEN age_days IS NOT NULL THEN least(17, greatest(1, floor(age_days / 365.25)::int)) END) AS years,
        age_days, sex, ethnicity, local_authority_id AS area, imd_decile, place_of_death, expectedness,
        gestation_weeks, birth_weight_grams, primary_category, modifiability, died_on, reviewed_on
    FROM cases_case
    WHERE panel_id = %(panel)s AND status = ANY(%(counted)s)
      AND (notified_on BETWEEN %(first)s AND %(last)s OR reviewed_on BETWEEN %(first)s AND %(last)s)
), banded AS (
    SELECT told.*,
        CASE WHEN age_days < 28 THEN '0-27d'
             WHEN years = 0 AND age_days IS NOT NULL THEN '28-364d'
             WHEN years BETWEEN 1 AND 4 THEN '1-4y'
             WHEN years BETWEEN 5 AND 9 THEN '5-9y'
             WHEN years BETWEEN 10 AND 14 THEN '10-14y'
             WHEN years BETWEEN 15 AND 17 THEN '15-17y' END AS age
    FROM told
), ready AS (
    SELECT banded.*,
        CASE WHEN age IN ('0-27d', '28-364d') THEN 'infant' WHEN age IS NOT NULL THEN 'older' END AS stage,
        CASE WHEN age IN ('0-27d', '28-364d') THEN
             CASE WHEN gestation_weeks < 28 THEN 'under_28w' WHEN gestation_weeks < 37 THEN '28-36w'
                  WHEN gestation_weeks >= 37 THEN '37w_and_over' ELSE 'not_known' END END AS gestation,
        CASE WHEN age IN ('0-27d', '28-364d') THEN
             CASE WHEN birth_weight_grams < 1000 THEN 'under_1000g' WHEN birth_weight_grams < 1500 THEN '1000-1499g'
                  WHEN birth_weight_grams < 2500 THEN '1500-2499g' WHEN birth_weight_grams >= 2500 THEN '2500g_and_over'
                  ELSE 'not_known' END END AS weight,
        CASE WHEN reviewed_on < died_on + interval '6 months' THEN 'under_6m'
             WHEN reviewed_on < died_on + interval '12 months' THEN '6-11m'
             WHEN reviewed_on < died_on + interval '18 months' THEN '12-17m'
             WHEN reviewed_on < died_on + interval '24 months' THEN '18-23m'
             WHEN reviewed_on IS NOT NULL THEN '24m_and_over' END AS time
    FROM banded
)
SELECT grouping(told_ago, reviewed_ago, age, stage, sex, ethnicity, area, imd_decile, place_of_death, expectedness,
                gestation, weight, primary_category, modifiability, time),
       count(*), told_ago, reviewed_ago, age, stage, sex, ethnicity, area, imd_decile, place_of_death, expectedness,
       gestation, weight, primary_category, modifiability, time
FROM ready
GROUP BY GROUPING SETS (
    (told_ago), (told_ago, age), (told_ago, sex), (told_ago, ethnicity), (told_ago, area), (told_ago, imd_decile),
    (told_ago, place_of_death), (told_ago, expectedness), (told_ago, gestation), (told_ago, weight),
    (told_ago, age, area), (told_ago, stage, area), (told_ago, stage, expectedness),
    (told_ago, stage, ethnicity), (told_ago, stage, imd_decile),
    (reviewed_ago), (reviewed_ago, age), (reviewed_ago, sex), (reviewed_ago, area), (reviewed_ago, primary_category),
    (reviewed_ago, modifiability), (reviewed_ago, time), (reviewed_ago, primary_category, modifiability),
    (reviewed_ago, primary_category, age), (reviewed_ago, primary_category, sex)
)
