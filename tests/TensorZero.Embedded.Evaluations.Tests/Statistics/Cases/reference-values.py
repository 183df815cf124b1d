"""Computes reference-values.json with programs that share no code with ours.

Debian 12: apt-get install python3-scipy python3-statsmodels python3-mpmath r-base-core; then
    /usr/bin/python3 reference-values.py > reference-values.json
"""
import itertools, json, math, subprocess
from fractions import Fraction

import mpmath as mp
import numpy as np
import scipy, scipy.integrate, scipy.optimize, scipy.stats as st
import statsmodels, statsmodels.api as sm
from statsmodels.stats.proportion import proportion_confint, confint_proportions_2indep
from statsmodels.stats.inter_rater import cohens_kappa

mp.mp.dps = 40
SCIPY, STATSMODELS, MPMATH = f"scipy {scipy.__version__}", f"statsmodels {statsmodels.__version__}", f"mpmath {mp.__version__}"
R = "R 4.2.2"
cases = []


def case(method, source, expected, tolerance=1e-6, **inputs):
    flat = [float(value) for value in np.ravel(np.array(expected, dtype=float))]
    cases.append({"method": method, "source": source, "input": inputs, "expected": flat, "tolerance": tolerance})


def r(expression):
    out = subprocess.run(["Rscript", "-e", f"cat(format(c({expression}), digits=16), sep=' ')"], capture_output=True, text=True, check=True)
    return [float(word) for word in out.stdout.split()]


# Rates. The counts of Newcombe (1998), Two-sided confidence intervals for the single proportion, Table I.
for x, n in ((81, 263), (15, 148), (0, 20), (1, 29)):
    case("wilson", f"Newcombe (1998) Table I to 4 digits; {STATSMODELS} proportion_confint", proportion_confint(x, n, method="wilson"), successes=x, trials=n, confidence=0.95)
    case("wilson", f"{R} prop.test(correct=FALSE)", r(f"prop.test({x},{n},conf.level=0.99,correct=FALSE)$conf.int"), successes=x, trials=n, confidence=0.99)


def halve(falling, low, high):
    """Where a falling function reaches 0."""
    for _ in range(70):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return (low + high) / 2


def clopper_pearson(x, n, tail):
    at_most = lambda k, p: mp.fsum(mp.binomial(n, i) * p**i * (1 - p) ** (n - i) for i in range(k + 1))
    low = 0 if x == 0 else halve(lambda p: at_most(x - 1, p) - (1 - tail), mp.mpf(0), mp.mpf(1))
    high = 1 if x == n else halve(lambda p: at_most(x, p) - tail, mp.mpf(0), mp.mpf(1))
    return low, high


for x, n in ((15, 148), (0, 20), (1, 29)):
    case("clopperPearson", f"Newcombe (1998) Table I to 4 digits; sums of binomial probabilities solved with {MPMATH}", clopper_pearson(x, n, mp.mpf("0.025")), successes=x, trials=n, confidence=0.95)
case("clopperPearson", f"{R} binom.test, its help page's example (Mendel's peas)", r("binom.test(682,925)$conf.int"), successes=682, trials=925, confidence=0.95)
case("clopperPearson", f"{R} binom.test", r("binom.test(1,1000000)$conf.int"), successes=1, trials=1000000, confidence=0.95)
case("clopperPearson", f"{R} binom.test", r("binom.test(190,200,conf.level=0.999)$conf.int"), successes=190, trials=200, confidence=0.999)
case("clopperPearsonLower", f"{R} binom.test(alternative='greater')", r("binom.test(185,200,alternative='greater')$conf.int[1]"), successes=185, trials=200, confidence=0.95)
case("binomialTest", f"{R} binom.test, 'greater' and 'less'", r("binom.test(185,200,p=0.9,alternative='greater')$p.value, binom.test(185,200,p=0.9,alternative='less')$p.value"), successes=185, trials=200, rate=0.9)

# Means. Student's sleep data, as in R's help page of t.test.
one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
two = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
sleep = f"a=c({','.join(map(str, one))}); b=c({','.join(map(str, two))})"
subset = lambda call: r(f"{{{sleep}; t={call}; c(t$estimate[1], t$conf.int, t$p.value)}}")
case("tInterval", f"Student (1908), the sleep data; {R} t.test", subset("t.test(a)"), values=one, confidence=0.95)
case("tInterval", f"{R} t.test(conf.level=0.999)", subset("t.test(b,conf.level=0.999)"), values=two, confidence=0.999)
case("pairedT", f"{R} t.test(paired=TRUE): the published t = -4.0621, p = 0.002833", subset("t.test(a,b,paired=TRUE)"), first=one, second=two, confidence=0.95)
case("welch", f"{R} t.test: the published df = 17.776, p = 0.07939", r(f"{{{sleep}; t=t.test(a,b); c(t$estimate[1]-t$estimate[2], t$conf.int, t$p.value, t$parameter)}}"), first=one, second=two, confidence=0.95)
case("welchGreater", f"{R} t.test(alternative='greater', mu=-3)", r(f"{{{sleep}; t=t.test(a,b,mu=-3,alternative='greater'); c(t$conf.int[1], t$p.value)}}"), first=one, second=two, confidence=0.95, null=-3)
case("studentQuantile", f"{R} qt", r("qt(0.025,1,lower.tail=FALSE), qt(1e-6,1,lower.tail=FALSE), qt(0.4,2.5,lower.tail=FALSE), qt(0.005,199,lower.tail=FALSE), qt(1e-9,30,lower.tail=FALSE)"), degrees=[1, 1, 2.5, 199, 30], tails=[0.025, 1e-6, 0.4, 0.005, 1e-9])

# Clusters: CR2 and Bell-McCaffrey from the general matrices.
def cr2(y, groups):
    y, n = np.array(y), len(y)
    x = np.ones((n, 1))
    bread = np.linalg.inv(x.T @ x)
    hat = x @ bread @ x.T
    residual = y - hat @ y
    variance, columns = 0.0, []
    for g in sorted(set(groups)):
        rows = [i for i, h in enumerate(groups) if h == g]
        values, vectors = np.linalg.eigh(np.eye(len(rows)) - hat[np.ix_(rows, rows)])
        root = vectors @ np.diag(values ** -0.5) @ vectors.T
        adjusted = bread @ x[rows].T @ root
        variance += (adjusted @ residual[rows])[0] ** 2
        columns.append(((np.eye(n) - hat)[rows].T @ root @ x[rows] @ bread).ravel())
    def freedom(covariance):
        gram = np.array(columns) @ covariance @ np.array(columns).T
        return np.trace(gram) ** 2 / np.sum(gram * gram)
    equal_values = np.equal.outer(groups, groups).astype(float)
    return y.mean(), math.sqrt(variance), min(freedom(np.eye(n)), freedom(equal_values))


y = [3.1, 2.7, 3.3, 4.8, 5.1, 1.2, 0.9, 1.4, 1.1, 0.7, 2.2, 6.0]
groups = [0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 3, 4]
case("clusteredMean", f"CR2 and Satterthwaite's degrees of freedom from the matrices of Bell and McCaffrey (2002), for independent and for equal values of a cluster, numpy {np.__version__}", cr2(y, groups), values=y, clusters=groups)
equal = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
fit = sm.OLS(y, np.ones(12)).fit(cov_type="cluster", cov_kwds={"groups": equal})
case("clusteredMean", f"equal clusters: {STATSMODELS} OLS, cov_type='cluster'", [np.mean(y), fit.bse[0], 5], values=y, clusters=equal)

# Paired comparisons.
darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
sums = [sum(s * d for s, d in zip(signs, darwin)) for signs in itertools.product((1, -1), repeat=15)]
extreme = sum(s >= sum(darwin) for s in sums)
assert extreme == 863
case("signFlip", "Fisher (1935), The Design of Experiments, section 21, Darwin's maize: 863 of 32,768", [Fraction(2 * extreme, 2**15), Fraction(extreme, 2**15)], differences=darwin)


def mcnemar(b, c):
    n, least = b + c, min(b, c)
    tail = sum(Fraction(math.comb(n, k), 2**n) for k in range(least + 1))
    return min(Fraction(1), 2 * tail), min(Fraction(1), 2 * tail - Fraction(math.comb(n, least), 2**n))


case("mcnemar", "Fagerland, Lydersen and Laake (2013), Table 2 (Bentur et al.): exact 0.070, mid-p 0.039; integer arithmetic", mcnemar(1, 7), onlyFirst=1, onlySecond=7)
case("mcnemar", "integer arithmetic", mcnemar(44, 25), onlyFirst=44, onlySecond=25)


def tango(b, c, n, level):
    """Ends where the score of the constrained multinomial likelihood, maximised numerically, reaches the normal quantile."""
    def score(d):
        concordant = n - b - c
        def negative(q):
            p12, p21 = q + d, q
            rest = 1 - p12 - p21
            terms = ((b, p12), (c, p21), (concordant, rest))
            return -sum(k * mp.log(p) for k, p in terms if k)
        low, high = max(mp.mpf(0), -d), (1 - d) / 2
        a, z = low, high
        golden = (mp.sqrt(5) - 1) / 2
        for _ in range(120):
            m1, m2 = z - golden * (z - a), a + golden * (z - a)
            if negative(m1) < negative(m2):
                z = m2
            else:
                a = m1
        q = (a + z) / 2
        return (b - c - n * d) / mp.sqrt(n * (2 * q + d - d * d))
    z = mp.mpf(st.norm.isf((1 - level) / 2))
    estimate = mp.mpf(b - c) / n
    tiny = mp.mpf("1e-9")
    return halve(lambda d: score(d) - z, -1 + tiny, estimate - tiny), halve(lambda d: score(d) + z, estimate + tiny, 1 - tiny)


mp.mp.dps = 30
for both, b, c, neither in ((30, 12, 5, 53), (40, 9, 1, 150), (1, 1, 7, 12)):
    case("tango", f"the multinomial likelihood maximised numerically with {MPMATH}", tango(b, c, both + b + c + neither, 0.95), both=both, onlyFirst=b, onlySecond=c, neither=neither, confidence=0.95)

# Unpaired comparisons.
case("newcombe", f"Newcombe (1998), Statistics in Medicine 17, 873-890, Table II (a), method 10: 0.0524 to 0.3339; {STATSMODELS} confint_proportions_2indep", confint_proportions_2indep(56, 70, 48, 80, method="newcomb", compare="diff"), first=[56, 70], second=[48, 80], confidence=0.95)
case("newcombe", f"{STATSMODELS} confint_proportions_2indep", confint_proportions_2indep(10, 10, 0, 20, method="newcomb", compare="diff"), first=[10, 10], second=[0, 20], confidence=0.95)
fisher = lambda a, n, b, m: r(f"{{x=matrix(c({a},{n - a},{b},{m - b}),nrow=2); c(fisher.test(x)$p.value, fisher.test(x,alternative='greater')$p.value, fisher.test(x,alternative='less')$p.value)}}")
case("fisher", f"Fisher (1935), the lady tasting tea; {R} fisher.test", fisher(3, 4, 1, 4), first=[3, 4], second=[1, 4])
case("fisher", f"{R} fisher.test, its help page's example (convictions)", fisher(2, 17, 10, 13), first=[2, 17], second=[10, 13])
case("fisher", f"{R} fisher.test", fisher(181, 200, 168, 200), first=[181, 200], second=[168, 200])
case("holm", f"{R} p.adjust(method='holm')", r("p.adjust(c(0.01,0.04,0.03,0.005,0.9,0.04),method='holm')"), pValues=[0.01, 0.04, 0.03, 0.005, 0.9, 0.04])

# The noncentral t distribution, effect sizes, power.
def nct(t, nu, delta):
    log_scale = math.log(2) * (1 - nu / 2) + nu / 2 * math.log(nu) - math.lgamma(nu / 2)
    f = lambda s: mp.ncdf(t * s - delta) * mp.exp(log_scale + (nu - 1) * mp.log(s) - nu * s * s / 2)
    knots = sorted({mp.mpf("1e-30"), mp.mpf(delta) / t if t * delta > 0 else mp.mpf(1), mp.mpf("0.5"), mp.mpf(1), mp.mpf("1.5"), mp.mpf(3), mp.mpf(12)})
    return mp.quad(f, knots)


mp.mp.dps = 20
points = [(2.0, 9, 1.5), (-1.0, 4, 0.7), (3.3, 49, 2.8), (50.0, 1999, 44.0), (5.0, 1, 1.0)]
case("noncentralT", f"the integral over the scale with {MPMATH}", [nct(*point) for point in points], points=points)
case("noncentralT", f"{R} pt(ncp)", r("pt(2,9,ncp=1.5), pt(-1,4,ncp=0.7), pt(3.3,49,ncp=2.8)"), points=points[:3])


def ends(t, nu, root):
    find = lambda p: scipy.optimize.brentq(lambda d: st.nct.cdf(t, nu, d) - p, t - 12, t + 12, xtol=1e-13)
    return find(0.975) / root, find(0.025) / root


d = np.array(one) - np.array(two)
dz = d.mean() / d.std(ddof=1)
case("pairedEffect", f"{SCIPY} nct.cdf solved for the noncentrality", [dz, *ends(dz * math.sqrt(10), 9, math.sqrt(10))], differences=list(map(float, d)), confidence=0.95)
pooled = math.sqrt((np.var(one, ddof=1) + np.var(two, ddof=1)) / 2)
du = (np.mean(one) - np.mean(two)) / pooled
case("unpairedEffect", f"{SCIPY} nct.cdf solved for the noncentrality", [du, *ends(du * math.sqrt(5), 18, math.sqrt(5))], first=one, second=two, confidence=0.95)

power = "power.t.test(type='paired',strict=TRUE"
case("pairedMeansPower", f"{R} {power})", r(f"{power},n=20,delta=0.5,sd=1)$power, {power},n=200,delta=0.1,sd=0.6)$power"), pairs=[20, 200], differences=[0.5, 0.1], deviations=[1, 0.6], twoSided=True)
case("pairedMeansPower", f"{R} {power}, alternative='one.sided')", r("power.t.test(type='paired',n=20,delta=0.5,sd=1,alternative='one.sided')$power"), pairs=[20], differences=[0.5], deviations=[1], twoSided=False)
case("pairedMeansSmallest", f"{R} {power}, power=0.8)", r(f"{power},n=200,power=0.8,sd=0.6,tol=1e-12)$delta, {power},n=5,power=0.9,sd=2,tol=1e-12)$delta"), pairs=[200, 5], deviations=[0.6, 2], powers=[0.8, 0.9])
case("pairedMeansRequired", f"{R} {power}), rounded up", [math.ceil(n) for n in r(f"{power},delta=0.5,power=0.8,sd=1)$n, {power},delta=0.1,power=0.9,sd=0.6)$n")], differences=[0.5, 0.1], deviations=[1, 0.6], powers=[0.8, 0.9])


def paired_power(n, difference, discordance, rejects):
    p12, p21 = (discordance + difference) / 2, (discordance - difference) / 2
    total = 0.0
    for b in range(n + 1):
        for c in range(n + 1 - b):
            if rejects(b, c):
                total += st.multinomial.pmf([b, c, n - b - c], n, [p12, p21, 1 - p12 - p21])
    return total


def tango_score(b, c, n, d):
    roots = np.roots([2 * n, -b - c + (2 * n - b + c) * d, -c * d * (1 - d)])
    q = max(roots.real)
    return (b - c - n * d) / math.sqrt(n * (2 * q + d * (1 - d)))


case("pairedProportionsPower", f"all trinomial outcomes with {SCIPY}, exact McNemar test, two-sided", [paired_power(60, 0.15, 0.3, lambda b, c: mcnemar(b, c)[0] <= 0.05)], pairs=60, difference=0.15, discordance=0.3, margin=0, twoSided=True)
case("pairedProportionsPower", f"all trinomial outcomes with {SCIPY}, score test of a margin", [paired_power(60, 0.0, 0.2, lambda b, c: tango_score(b, c, 60, -0.1) >= st.norm.isf(0.05))], pairs=60, difference=0, discordance=0.2, margin=0.1, twoSided=False)


def threshold_power(n, rate, threshold):
    least = next(k for k in range(n + 2) if st.binom.sf(k - 1, n, threshold) <= 0.05)
    return st.binom.sf(least - 1, n, rate)


case("thresholdPower", f"{SCIPY} binom.sf", [threshold_power(200, 0.95, 0.9), threshold_power(50, 0.97, 0.9)], trials=[200, 50], rates=[0.95, 0.97], thresholds=[0.9, 0.9])

# Bootstrap.
spatial = [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41]
left = [float(np.var(np.delete(spatial, i))) for i in range(26)]
mean = np.mean(left)
accel = sum((mean - v) ** 3 for v in left) / (6 * sum((mean - v) ** 2 for v in left) ** 1.5)
assert round(np.var(spatial), 1) == 171.5 and round(accel, 3) == 0.061
replicates = sorted(float(v) for v in np.random.default_rng(1).gamma(4, 2, 999))
z0 = st.norm.ppf(np.mean(np.array(replicates) < 7.0))
corrected = [st.norm.cdf(z0 + (z0 + st.norm.ppf(p)) / (1 - accel * (z0 + st.norm.ppf(p)))) for p in (0.05, 0.95)]
case("bca", "Efron and Tibshirani (1993), section 14.3: the variance of the spatial data, a = 0.061; its formulas in numpy, on given replicates", [accel, z0, *np.quantile(replicates, corrected, method="weibull")], values=spatial, replicates=[round(v, 12) for v in replicates], estimate=7.0, confidence=0.9)

# Judges.
for a, b, c, e in ((40, 9, 6, 45), (118, 5, 5, 0), (20, 5, 10, 15)):
    k = cohens_kappa(np.array([[a, c], [b, e]]))
    case("kappa", f"{STATSMODELS} cohens_kappa (Fleiss, Cohen and Everitt 1969)", [k.kappa, k.kappa_low, k.kappa_upp], truePositives=a, falsePositives=b, falseNegatives=c, trueNegatives=e, confidence=0.95)
rng = np.random.default_rng(7)
people = rng.uniform(size=12).round(3)
cal = np.clip(people + rng.normal(0.05, 0.1, 12), 0, 1).round(3)
rest = rng.uniform(0.05, 1, 40).round(3)
se = math.sqrt(np.var(rest, ddof=1) / 40 + np.var(people - cal, ddof=1) / 12)
m = rest.mean() + (people - cal).mean()
case("predictionPowered", f"Angelopoulos et al. (2023), the mean, with numpy {np.__version__}", [m, m - st.norm.isf(0.025) * se, m + st.norm.isf(0.025) * se], judge=list(rest), calibrationJudge=list(cal), calibrationPeople=list(people), confidence=0.95)
w = min(1, max(0, np.cov(people, cal)[0, 1] / ((1 + 12 / 40) * np.var(np.concatenate([rest, cal]), ddof=1))))
se = math.sqrt(w * w * np.var(rest, ddof=1) / 40 + np.var(people - w * cal, ddof=1) / 12)
m = w * rest.mean() + (people - w * cal).mean()
case("predictionPoweredTuned", f"Angelopoulos, Duchi and Zrnic (2023), the mean, with numpy {np.__version__}", [m, m - st.norm.isf(0.025) * se, m + st.norm.isf(0.025) * se], judge=list(rest), calibrationJudge=list(cal), calibrationPeople=list(people), confidence=0.95)

# Sequences.
def betting(xs, alpha):
    """The hedged capital of Waudby-Smith and Ramdas (2024) in logarithms, all candidates kept to the end."""
    grid = np.arange(1001) / 1000
    above, below, alive = np.zeros(1001), np.zeros(1001), np.ones(1001, bool)
    for t, x in enumerate(xs, 1):
        past = xs[: t - 1]
        means = [(0.5 + sum(past[: i + 1])) / (i + 2) for i in range(t - 1)]
        variance = (0.25 + sum((v - mu) ** 2 for v, mu in zip(past, means))) / t
        bet = math.sqrt(2 * math.log(2 / alpha) / (variance * t * math.log(t + 1)))
        with np.errstate(divide="ignore"):
            above += np.log1p(np.minimum(bet, 0.5 / grid) * (x - grid))
            below += np.log1p(-np.minimum(bet, 0.5 / (1 - grid)) * (x - grid))
        alive &= np.maximum(above, below) - math.log(2) < math.log(1 / alpha)
    kept = grid[alive]
    return np.mean(xs), max(0, kept[0] - 0.001), min(1, kept[-1] + 0.001)


scores = [float(v) for v in rng.beta(6, 2, 80).round(3)]
case("betting", f"the hedged capital in logarithms with numpy {np.__version__}, ends one grid point outwards", betting(scores, 0.05), values=scores, confidence=0.95)
flips = [float(v) for v in (rng.uniform(size=150) < 0.9)]
case("betting", f"the hedged capital in logarithms with numpy {np.__version__}, ends one grid point outwards", betting(flips, 0.01), values=flips, confidence=0.99)


def mixture_level(margin, n, scale, rho):
    """The mixture of likelihood ratios at the interval's end must be 1/alpha: integrated, not solved."""
    s = mp.mpf(n) * margin / scale
    density = lambda lam: mp.exp(lam * s - lam * lam * n / 2) * mp.npdf(lam, 0, 1 / mp.sqrt(rho))
    return mp.quad(density, [-6, -1, 0, s / (n + rho), 1, 6])


log = -2 * math.log(0.05)
rho = 100 / (log + math.log(log + 1))
margin = scipy.optimize.brentq(lambda v: float(mp.log(mixture_level(v, 150, 0.5, rho))) + math.log(0.05), 0.01, 0.5, xtol=1e-13)
case("normalMixture", f"the mixture integrated with {MPMATH}", [0.3 - margin, 0.3 + margin], mean=0.3, count=150, scale=0.5, shortestAt=100, confidence=0.95)

# TensorZero's precision rule: crates/evaluations/src/stats.rs.
case("precisionNumbers", "TensorZero, crates/evaluations/src/stats.rs, test_per_evaluator_stats_ci_half_width: 1.96 times 0.632", [1.96 * math.sqrt(2) / math.sqrt(5)], values=[1, 2, 3, 4, 5])
z = 1.96
p, n = 0.9, 50
centre, margin, scale = p + z * z / (2 * n), z / (2 * n) * math.sqrt(4 * n * p * (1 - p) + z * z), 1 / (1 + z * z / n)
case("precisionPasses", "TensorZero, tensorzero-core/src/statistics_util.rs, wilson_confint", [max(p - (centre - margin) * scale, (centre + margin) * scale - p)], successes=45, trials=50)

# Slices: the eight schools of Rubin (1981), as in Gelman et al. (2013), section 5.5, under the uniform shrinkage prior.
schools, errors = np.array([28, 8, -3, 7, -1, 1, 18, 12.0]), np.array([15, 10, 16, 11, 9, 11, 10, 18.0])
s2 = 8 / np.sum(1 / errors**2)


def school(i, power):
    def parts(b):
        t2 = s2 * (1 - b) / b
        weight = 1 / (errors**2 + t2)
        v = 1 / weight.sum()
        mu = v * (weight * schools).sum()
        like = math.sqrt(v) * np.prod(np.sqrt(weight) * np.exp(-0.5 * weight * (schools - mu) ** 2))
        shrink = errors[i] ** 2 / (errors[i] ** 2 + t2)
        mean, var = schools[i] + shrink * (mu - schools[i]), errors[i] ** 2 * (1 - shrink) + shrink**2 * v
        return like, mean, var
    total = lambda f: scipy.integrate.quad(lambda b: f(*parts(b)) * 1e15, 1e-12, 1, epsabs=0, epsrel=1e-10, limit=400)[0]
    norm = total(lambda like, mean, var: like)
    mean = total(lambda like, mean, var: like * mean) / norm
    return mean, math.sqrt(total(lambda like, mean, var: like * (var + mean * mean)) / norm - mean * mean)


expected = [value for i in range(8) for value in school(i, 1)]
case("shrunkenMeans", f"the eight schools of Rubin (1981) under the uniform shrinkage prior, integrated with {SCIPY}", expected, tolerance=2e-3, means=list(schools), errors=list(errors))
print(json.dumps({"cases": cases}, indent=None, separators=(", ", ": ")).replace('{"method"', '\n{"method"'))
